import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { topicArn } from "../shared/naming";
import { keyAdministration, policyDocument, type PolicyStatement } from "../shared/policies";

export interface VaultWatchArgs {
  readonly partition: string;
  readonly region: string;
  /** Account of the vault. */
  readonly accountId: string;
  /** Who is written to; each address confirms its subscription once. */
  readonly emails: readonly string[];
}

const TOPIC = "platform-backup-alarms";

/** What people must hear of: a copy that did not arrive, a vault that changed, and whoever tries to remove backups. */
const watched = {
  "failed-copies": {
    description: "Copies of backups that failed",
    pattern: {
      source: ["aws.backup"],
      "detail-type": ["Copy Job State Change"],
      detail: { state: ["FAILED"] },
    },
  },
  "vault-changes": {
    description: "Changes of backup vaults",
    pattern: { source: ["aws.backup"], "detail-type": ["Backup Vault State Change"] },
  },
  "removal-attempts": {
    description: "Calls that would remove backups or their protection, refused ones included",
    pattern: {
      source: ["aws.backup", "aws.kms"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: {
        eventSource: ["backup.amazonaws.com", "kms.amazonaws.com"],
        eventName: [
          "DeleteBackupVault",
          "DeleteBackupVaultAccessPolicy",
          "DeleteBackupVaultLockConfiguration",
          "DeleteRecoveryPoint",
          "DisableKey",
          "PutBackupVaultAccessPolicy",
          "PutBackupVaultLockConfiguration",
          "PutKeyPolicy",
          "ScheduleKeyDeletion",
          "UpdateRecoveryPointLifecycle",
        ],
      },
    },
  },
} as const;

/**
 * Tells people what happens to the backups of an account. A copy whose key or vault refuses it fails hours after the
 * deployment that caused it, and only in an event.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
 */
export class VaultWatch extends pulumi.ComponentResource {
  public readonly topicArn: pulumi.Output<string>;

  public constructor(name: string, args: VaultWatchArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:backup:VaultWatch", name, {}, opts);
    const { partition, region, accountId } = args;
    const child = { parent: this };
    const fixed = { parent: this, deleteBeforeReplace: true };

    const key = new aws.kms.Key(
      `${name}-key`,
      {
        region,
        description: "Encrypts alarms of the backups",
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: policyDocument([keyAdministration(partition, accountId), eventsEncrypt]),
      },
      { parent: this, protect: true, retainOnDelete: true },
    );
    const topic = new aws.sns.Topic(
      `${name}-alarms`,
      { region, name: TOPIC, kmsMasterKeyId: key.arn },
      fixed,
    );
    const names = Object.keys(watched).map((event) => ruleName(event));
    const policy = new aws.sns.TopicPolicy(
      `${name}-alarms`,
      {
        region,
        arn: topic.arn,
        policy: policyDocument(
          topicPolicy(
            topicArn(partition, region, accountId, TOPIC),
            accountId,
            names.map((rule) => `arn:${partition}:events:${region}:${accountId}:rule/${rule}`),
          ),
        ),
      },
      child,
    );
    for (const email of args.emails) {
      new aws.sns.TopicSubscription(
        `${name}-${email}`,
        { region, topic: topic.arn, protocol: "email", endpoint: email },
        child,
      );
    }
    for (const [event, { description, pattern }] of Object.entries(watched)) {
      const rule = new aws.cloudwatch.EventRule(
        `${name}-${event}`,
        {
          region,
          name: ruleName(event),
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

function ruleName(event: string): string {
  return `platform-backup-${event}`;
}

function topicPolicy(
  topic: string,
  accountId: string,
  ruleArns: readonly string[],
): PolicyStatement[] {
  return [
    {
      Sid: "RulesPublish",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topic,
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnEquals: { "aws:SourceArn": ruleArns },
      },
    },
    {
      Sid: "DenyPlainHttp",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topic,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}

/**
 * Rules encrypt what they publish. EventBridge sends no source with its use of a topic's key, so no condition can name
 * one; who may publish is decided by the topic's policy.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
const eventsEncrypt: PolicyStatement = {
  Sid: "EventsEncryptAlarms",
  Effect: "Allow",
  Principal: { Service: "events.amazonaws.com" },
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
};
