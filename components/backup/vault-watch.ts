import { eventRuleNames } from "../../policy-pack/guardrails/types/platform-names";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkEmails } from "../shared/argument-checks";
import { subscribeEmails } from "../shared/email-subscriptions";
import { keyRetirements, removals } from "./vault-policies";
import { BACKUP_ALARM_TOPIC, topicArn } from "../shared/naming";
import type { Place } from "../shared/place";
import { policyDocument } from "../shared/policy-documents";
import { protectedKey } from "../shared/protected-key";
import { denyPlainPublish, eventRulesPublish, publishersEncrypt } from "../shared/topic-documents";

export interface VaultWatchArgs {
  /** Account and Region of the vaults. */
  readonly place: Place;
  /** Addresses that alarms are sent to; each confirms its subscription once. */
  readonly emails: readonly string[];
}

/** Events that raise an alarm: a copy that did not arrive, a vault that changed, an attempt to remove backups. */
const watched = {
  "failed-copies": {
    rule: eventRuleNames.failedCopies,
    description: "Copies of backups that failed",
    pattern: {
      source: ["aws.backup"],
      "detail-type": ["Copy Job State Change"],
      detail: { state: ["FAILED"] },
    },
  },
  "vault-changes": {
    rule: eventRuleNames.vaultChanges,
    description: "Changes of backup vaults",
    pattern: { source: ["aws.backup"], "detail-type": ["Backup Vault State Change"] },
  },
  "removal-attempts": {
    rule: eventRuleNames.removalAttempts,
    description: "Calls that would remove backups or their protection, refused ones included",
    pattern: {
      source: ["aws.backup", "aws.kms"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: {
        eventSource: ["backup.amazonaws.com", "kms.amazonaws.com"],
        eventName: [...removals, ...keyRetirements, "kms:PutKeyPolicy"].map(callOf).sort(),
      },
    },
  },
} as const;

/**
 * Alarms by e-mail about the backups of an account. A copy whose key or vault refuses it fails hours after the
 * deployment that caused it, and only in an event.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
 */
export class VaultWatch extends pulumi.ComponentResource {
  public readonly topicArn: pulumi.Output<string>;

  /** @throws ArgumentError when no one would receive the alarms. */
  public constructor(name: string, args: VaultWatchArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:backup:VaultWatch", name, {}, opts);
    checkEmails("emails", args.emails, { remedy: "an alarm that is sent to no one is of no use" });
    const { region, accountId } = args.place;
    const child = { parent: this };
    const fixed = { parent: this, deleteBeforeReplace: true };

    const key = protectedKey(
      `${name}-key`,
      {
        place: args.place,
        region,
        description: "Encrypts alarms of the backups",
        statements: [publishersEncrypt(["events.amazonaws.com"])],
      },
      child,
    );
    const topic = new aws.sns.Topic(
      `${name}-alarms`,
      { region, name: BACKUP_ALARM_TOPIC, kmsMasterKeyId: key.arn },
      { ...fixed, protect: true },
    );
    const arn = topicArn(args.place, BACKUP_ALARM_TOPIC);
    const policy = new aws.sns.TopicPolicy(
      `${name}-alarms`,
      {
        region,
        arn: topic.arn,
        policy: policyDocument([eventRulesPublish(arn, accountId), denyPlainPublish(arn)]),
      },
      child,
    );
    subscribeEmails(name, { topic, region, emails: args.emails }, child);
    for (const [event, { rule: ruleName, description, pattern }] of Object.entries(watched)) {
      const rule = new aws.cloudwatch.EventRule(
        `${name}-${event}`,
        {
          region,
          name: ruleName,
          description,
          eventPattern: JSON.stringify(pattern),
          state: "ENABLED",
        },
        fixed,
      );
      new aws.cloudwatch.EventTarget(
        `${name}-${event}`,
        { region, rule: rule.name, targetId: "alarms", arn: topic.arn },
        { parent: this, dependsOn: [policy] },
      );
    }

    this.topicArn = topic.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }
}

/** Name of an action's call in CloudTrail. */
function callOf(action: string): string {
  return action.slice(action.indexOf(":") + 1);
}
