import { eventRuleNames } from "../../policy-pack/guardrails/types/platform-names";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkAccountId, checkText } from "../shared/argument-checks";
import { failedBackupJobs } from "./job-events";
import { policyDocument, serviceTrust } from "../shared/policy-documents";

export interface BackupFailuresArgs {
  readonly accountId: string;
  /** Event bus of the audit account, in this Region; its policy must admit this account. */
  readonly eventBusArn: string;
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html */
const BUS_ARN = {
  pattern: /^arn:[^:]+:events:[^:]+:\d{12}:event-bus\/[\w./-]+$/,
  rule: "the ARN of an event bus",
  remedy: "write it like arn:aws:events:eu-west-1:111111111111:event-bus/default",
};

/**
 * Hands the events of failed backups and failed copies on to the audit account, which notifies people. A copy that the
 * isolated vault refuses is reported here, in the account that it started from, and nowhere else.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
 */
export class BackupFailures extends pulumi.ComponentResource {
  /** @throws ArgumentError for a wrong account or bus: the events of failures would be lost silently. */
  public constructor(
    name: string,
    args: BackupFailuresArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:workload:BackupFailures", name, {}, opts);
    checkAccountId("accountId", args.accountId);
    checkText("eventBusArn", args.eventBusArn, BUS_ARN);
    const child = { parent: this };

    const role = new aws.iam.Role(
      name,
      {
        description: "Hands events of failed backups on to the audit account",
        assumeRolePolicy: serviceTrust("events.amazonaws.com", args.accountId),
      },
      child,
    );
    const right = new aws.iam.RolePolicy(
      name,
      {
        role: role.name,
        policy: policyDocument([
          { Effect: "Allow", Action: "events:PutEvents", Resource: args.eventBusArn },
        ]),
      },
      child,
    );
    const rule = new aws.cloudwatch.EventRule(
      name,
      {
        name: eventRuleNames.failedBackups,
        description: "Backups and copies that failed, were stopped or never started",
        eventPattern: JSON.stringify(failedBackupJobs),
        state: "ENABLED",
      },
      { parent: this, deleteBeforeReplace: true },
    );
    new aws.cloudwatch.EventTarget(
      name,
      { rule: rule.name, targetId: "audit", arn: args.eventBusArn, roleArn: role.arn },
      { parent: this, dependsOn: [right] },
    );
    this.registerOutputs();
  }
}
