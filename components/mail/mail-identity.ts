import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { outputEntry } from "../shared/output-entry";
import { checkText } from "../shared/argument-checks";
import { textRules } from "../shared/argument-rules";
import { MAIL_CONFIGURATION_SET, mailIdentityArn } from "../shared/naming";
import type { Place } from "../shared/place";
import { MailFeedback } from "./mail-feedback";
import { type MailSender, senderPolicies } from "./mail-senders";
import { LONG_TTL } from "../dns/root-domain";

/** Keys that Easy DKIM rotates among, each with a record of its own. */
const DKIM_TOKENS = 3;

export interface MailIdentityArgs {
  /** Account that owns the identity, in the Region that senders use. */
  readonly place: Place;
  readonly organizationId: string;
  readonly domain: string;
  readonly zoneId: pulumi.Input<string>;
  /** Accounts that may send in the name of the domain. */
  readonly senders: readonly MailSender[];
  /** Label of the MAIL FROM subdomain, where mail that cannot be delivered returns to. */
  readonly mailFromLabel: string;
  /** Suffix of the DKIM records' targets in this Region. */
  readonly dkimSuffix: string;
  /** Request to receivers about mail that fails authentication. */
  readonly dmarcPolicy: "none" | "quarantine" | "reject";
  /** Mailbox for aggregate DMARC reports. @default - reports are not requested */
  readonly dmarcReports?: string;
  /** Addresses that receive each bounce and complaint. @default - none: others subscribe to the topic */
  readonly feedbackEmails?: readonly string[];
}

/**
 * The company's identity in Amazon SES: the domain with its authentication (DKIM, MAIL FROM with SPF, DMARC), the
 * accounts that may use it, and the feedback on their mail. Senders call SES in this Region and give the identity's ARN.
 *
 * Leaving the SES sandbox is a support request, in this account and in each sender's; there is no API for it.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/sending-authorization.html
 */
export class MailIdentity extends pulumi.ComponentResource {
  public readonly arn: pulumi.Output<string>;
  /** Topic that receives bounces and complaints. */
  public readonly feedbackTopicArn: pulumi.Output<string>;

  /** @throws ArgumentError for a domain, a label, an organization or a mailbox that DNS or SES would refuse. */
  public constructor(name: string, args: MailIdentityArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:network:MailIdentity", name, {}, opts);
    checkArgs(args);
    const child = { parent: this };
    const { place, domain } = args;
    const mailFrom = `${args.mailFromLabel}.${domain}`;
    const record = (
      suffix: string,
      type: string,
      host: pulumi.Input<string>,
      value: pulumi.Input<string>,
    ): aws.route53.Record =>
      new aws.route53.Record(
        `${name}-${suffix}`,
        { zoneId: args.zoneId, name: host, type, ttl: LONG_TTL, records: [value] },
        child,
      );

    const identity = new aws.sesv2.EmailIdentity(
      name,
      {
        emailIdentity: domain,
        dkimSigningAttributes: { nextSigningKeyLength: "RSA_2048_BIT" },
      },
      // A new identity has new keys, and sending fails until its records are found: up to 72 hours.
      { parent: this, protect: true },
    );
    const { tokens } = identity.dkimSigningAttributes;
    for (let index = 0; index < DKIM_TOKENS; index++) {
      // Known only once SES has created the keys: the records exist in a preview, their names do not.
      const token = outputEntry(tokens, index).apply((known) => known ?? "");
      record(
        `dkim-${index + 1}`,
        "CNAME",
        pulumi.interpolate`${token}._domainkey.${domain}`,
        pulumi.interpolate`${token}.${args.dkimSuffix}`,
      );
    }

    const returns = record(
      "return",
      "MX",
      mailFrom,
      `10 feedback-smtp.${place.region}.amazonses.com`,
    );
    const spf = record("spf", "TXT", mailFrom, "v=spf1 include:amazonses.com ~all");
    record("dmarc", "TXT", `_dmarc.${domain}`, dmarcRecord(args.dmarcPolicy, args.dmarcReports));
    new aws.sesv2.EmailIdentityMailFromAttributes(
      name,
      {
        emailIdentity: identity.emailIdentity,
        mailFromDomain: mailFrom,
        // Mail goes on when the MX record is missing: DKIM alone still satisfies DMARC.
        behaviorOnMxFailure: "USE_DEFAULT_VALUE",
      },
      { parent: this, dependsOn: [returns, spf] },
    );

    const arn = mailIdentityArn(place, domain);
    for (const policy of senderPolicies(args.senders, { ...args, arn })) {
      new aws.sesv2.EmailIdentityPolicy(
        `${name}-senders-${policy.name}`,
        {
          emailIdentity: identity.emailIdentity,
          policyName: `senders-${policy.name}`,
          policy: policy.document,
        },
        { parent: this, deleteBeforeReplace: true },
      );
    }

    const feedback = new MailFeedback(
      `${name}-feedback`,
      {
        place,
        identity: identity.emailIdentity,
        identityArn: arn,
        configurationSetName: MAIL_CONFIGURATION_SET,
        ...(args.feedbackEmails && { emails: args.feedbackEmails }),
      },
      { parent: this },
    );

    this.arn = identity.arn;
    this.feedbackTopicArn = feedback.topicArn;
    this.registerOutputs({ arn: this.arn, feedbackTopicArn: this.feedbackTopicArn });
  }
}

/**
 * Value of the DMARC record. Alignment stays relaxed, so that mail from a workload's subdomain passes by the domain's
 * own DKIM key.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7489#section-6.3
 */
export function dmarcRecord(policy: string, reports?: string): string {
  return [`v=DMARC1`, `p=${policy}`, ...(reports ? [`rua=mailto:${reports}`] : [])].join("; ");
}

function checkArgs(args: MailIdentityArgs): void {
  checkText("domain", args.domain, textRules.domain);
  checkText("mailFromLabel", args.mailFromLabel, textRules.label);
  checkText("organizationId", args.organizationId, textRules.organizationId);
  checkText("dkimSuffix", args.dkimSuffix, textRules.domain);
  if (args.dmarcReports !== undefined) {
    checkText("dmarcReports", args.dmarcReports, {
      pattern: /^[^\s@,;!]+@[^\s@,;!]+$/,
      rule: 'one mailbox without ",", ";" and "!", which end an address in a DMARC record',
      remedy: "write it like dmarc@example.com",
    });
  }
}
