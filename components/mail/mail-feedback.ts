import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkEmails, checkText } from "../shared/argument-checks";
import { subscribeEmails } from "../shared/email-subscriptions";
import { MAIL_FEEDBACK_TOPIC, sesArn, topicArn } from "../shared/naming";
import type { Place } from "../shared/place";
import { policyDocument } from "../shared/policy-documents";
import { protectedKey } from "../shared/protected-key";
import { publishersEncrypt } from "../shared/topic-documents";

export interface MailFeedbackArgs {
  readonly place: Place;
  /** The domain whose mail is watched. */
  readonly identity: pulumi.Input<string>;
  /** ARN of that identity, known before it exists. */
  readonly identityArn: string;
  /** 1 to 64 letters, digits, `-` and `_`. */
  readonly configurationSetName: string;
  /** Addresses that receive the feedback; each confirms its subscription once. @default - none: others subscribe */
  readonly emails?: readonly string[];
}

/**
 * Bounces and complaints of the domain's mail on one encrypted topic.
 *
 * The identity's own notifications catch the mail of every account that sends for it. The configuration set is for
 * senders in this account: it is not the identity's default, because another account's mail cannot use it.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/monitor-sending-activity.html
 */
export class MailFeedback extends pulumi.ComponentResource {
  public readonly topicArn: pulumi.Output<string>;

  /** @throws ArgumentError for an identity or a name that SES would refuse, or a wrong address. */
  public constructor(name: string, args: MailFeedbackArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:network:MailFeedback", name, {}, opts);
    checkArgs(args);
    const child = { parent: this };
    const { place, configurationSetName } = args;
    const setArn = sesArn(place, `configuration-set/${configurationSetName}`);

    const key = protectedKey(
      name,
      {
        place,
        description: "Mail feedback, which holds people's addresses",
        statements: [publishersEncrypt(["ses.amazonaws.com"])],
        defaultDeletionWindow: true,
      },
      child,
    );
    const topic = new aws.sns.Topic(
      name,
      { name: MAIL_FEEDBACK_TOPIC, kmsMasterKeyId: key.arn },
      { parent: this, protect: true, deleteBeforeReplace: true },
    );
    const policy = new aws.sns.TopicPolicy(
      name,
      {
        arn: topic.arn,
        policy: policyDocument([
          {
            Sid: "MailPublishesFeedback",
            Effect: "Allow",
            Principal: { Service: "ses.amazonaws.com" },
            Action: "sns:Publish",
            Resource: topicArn(place, MAIL_FEEDBACK_TOPIC),
            Condition: {
              StringEquals: {
                "aws:SourceAccount": place.accountId,
                "aws:SourceArn": [args.identityArn, setArn],
              },
            },
          },
        ]),
      },
      child,
    );

    subscribeEmails(name, { topic, region: place.region, emails: args.emails ?? [] }, child);

    const set = new aws.sesv2.ConfigurationSet(
      name,
      {
        configurationSetName,
        deliveryOptions: { tlsPolicy: "REQUIRE" },
        reputationOptions: { reputationMetricsEnabled: true },
        suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
      },
      { parent: this, deleteBeforeReplace: true },
    );
    // SES publishes a test message at once: the topic's policy must let it.
    const published = { parent: this, dependsOn: [policy] };
    new aws.sesv2.ConfigurationSetEventDestination(
      name,
      {
        configurationSetName: set.configurationSetName,
        eventDestinationName: "feedback",
        eventDestination: {
          enabled: true,
          matchingEventTypes: ["BOUNCE", "COMPLAINT"],
          snsDestination: { topicArn: topic.arn },
        },
      },
      published,
    );
    for (const notificationType of ["Bounce", "Complaint"]) {
      new aws.ses.IdentityNotificationTopic(
        `${name}-${notificationType.toLowerCase()}`,
        { identity: args.identity, notificationType, topicArn: topic.arn },
        published,
      );
    }

    this.topicArn = topic.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }
}

/** @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSet.html */
function checkArgs(args: MailFeedbackArgs): void {
  checkEmails("emails", args.emails ?? [], { least: 0, remedy: "list each address once" });
  checkText("identityArn", args.identityArn, {
    pattern: /^arn:[a-z-]+:ses:[a-z0-9-]+:\d{12}:identity\/.+$/,
    rule: "the ARN of an identity of Amazon SES",
    remedy: "write it like arn:aws:ses:eu-west-1:111111111111:identity/example.com",
  });
  checkText("configurationSetName", args.configurationSetName, {
    pattern: /^[A-Za-z0-9_-]{1,64}$/,
    rule: '1 to 64 letters, digits, "-" and "_"',
    remedy: "choose another name",
  });
}
