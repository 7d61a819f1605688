import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkEmails, checkOrganizationId } from "../shared/argument-checks";
import { subscribeEmails } from "../shared/email-subscriptions";
import { NOTIFICATION_TOPIC, topicArn } from "../shared/naming";
import type { Place } from "../shared/place";
import { policyDocument } from "../shared/policy-documents";
import { protectedKey } from "../shared/protected-key";
import { publishersEncrypt } from "../shared/topic-documents";
import { topicStatements } from "./notification-policy";

export interface SecurityNotificationsArgs {
  readonly place: Place;
  readonly organizationId: string;
  /** Addresses that notifications are sent to; each confirms its subscription once. */
  readonly emails: readonly string[];
  /**
   * HTTPS endpoint of an incident service that confirms subscriptions automatically, as PagerDuty and Opsgenie do. The
   * address is a credential: keep it secret.
   * @default - notifications are sent by e-mail only
   */
  readonly incidentEndpoint?: pulumi.Output<string>;
}

/** The topic that security findings and the organization's alarms reach people through, encrypted with its own key. */
export class SecurityNotifications extends pulumi.ComponentResource {
  /** Known at preview. */
  public readonly topicArn: string;
  /** The topic's policy: publishers must depend on it. */
  public readonly ready: aws.sns.TopicPolicy;

  /** @throws ArgumentError for a wrong address, or one that is listed twice. */
  public constructor(
    name: string,
    args: SecurityNotificationsArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:security:SecurityNotifications", name, {}, opts);
    const { place, organizationId } = args;
    checkOrganizationId("organizationId", organizationId);
    checkEmails("emails", args.emails, { least: 0, remedy: "list each address once" });
    const { region } = place;
    const child = { parent: this };
    this.topicArn = topicArn(place, NOTIFICATION_TOPIC);

    const key = protectedKey(
      name,
      {
        place,
        region,
        description: "Encrypts security notifications",
        statements: [publishersEncrypt(["events.amazonaws.com", "cloudwatch.amazonaws.com"])],
      },
      child,
    );
    const topic = new aws.sns.Topic(
      name,
      {
        region,
        name: NOTIFICATION_TOPIC,
        displayName: "Security notifications",
        kmsMasterKeyId: key.arn,
        signatureVersion: 2,
      },
      // Subscriptions that people have confirmed would be lost with it.
      { parent: this, protect: true, deleteBeforeReplace: true },
    );
    this.ready = new aws.sns.TopicPolicy(
      name,
      { region, arn: topic.arn, policy: policyDocument(topicStatements(place, organizationId)) },
      child,
    );
    subscribeEmails(name, { topic, region, emails: args.emails }, child);
    if (args.incidentEndpoint !== undefined) {
      new aws.sns.TopicSubscription(
        `${name}-incidents`,
        {
          region,
          topic: topic.arn,
          protocol: "https",
          endpoint: args.incidentEndpoint,
          endpointAutoConfirms: true,
        },
        child,
      );
    }
    this.registerOutputs({ topicArn: this.topicArn, ready: this.ready });
  }
}
