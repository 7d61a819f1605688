import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkAccountId, checkList, checkText, checkWhole } from "../shared/argument-checks";
import { ArgumentError } from "../shared/argument-error";
import { backupSchedule, backupType, fullyManagedTypes, unsentTypes } from "./backup-types";
import { BackupVault } from "./backup-vault";
import { START_WINDOW } from "./nightly-windows";
import { BACKUP_ROLE, BACKUP_VAULT } from "../shared/naming";
import type { Place } from "../shared/place";
import { serviceTrust } from "../shared/policy-documents";

/** Tag of the resources that are backed up every day. */
export const BACKUP_TAG = { Backup: "true" } as const;

/** Schedule and retention of a workload account's backups. */
export interface BackupPlanSpec {
  /** AWS Backup cron expression, UTC. */
  readonly schedule: string;
  /** Days that backups stay in the account. */
  readonly retentionDays: number;
  /** Days that copies stay in the isolated vault; must fit its lock. */
  readonly copyRetentionDays: number;
  /** Types that the Region knows to back up; all are opted in. */
  readonly resourceTypes: readonly string[];
  /** Vault in the backup account, in this Region. */
  readonly isolatedVaultArn: string;
}

export interface BackupPlanArgs extends BackupPlanSpec {
  readonly place: Place;
  /** Account of the isolated vault. */
  readonly backupAccountId: string;
}

/**
 * The daily backup of everything that is tagged for it: into a vault of the account, and a copy into the isolated vault
 * that no principal of this account can change.
 *
 * A copy has a lifecycle of its own: without one it would take over the source's, which the isolated vault's lock
 * refuses hours later.
 */
export class BackupPlan extends pulumi.ComponentResource {
  public readonly vaultArn: pulumi.Output<string>;

  /** @throws ArgumentError for arguments that AWS Backup refuses, at the latest when the first copy starts. */
  public constructor(name: string, args: BackupPlanArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:workload:BackupPlan", name, {}, opts);
    checkArguments(args);
    const { place } = args;
    const child = { parent: this };

    new aws.backup.RegionSettings(
      name,
      {
        resourceTypeOptInPreference: allOf(args.resourceTypes),
        resourceTypeManagementPreference: allOf(
          fullyManagedTypes.filter((type) => args.resourceTypes.includes(type)),
        ),
      },
      {
        parent: this,
        // AWS returns the settings of every type: those of others are theirs, and no difference.
        ignoreChanges: unsentTypes(args.resourceTypes).flatMap((type) => [
          `resourceTypeOptInPreference["${type}"]`,
          `resourceTypeManagementPreference["${type}"]`,
        ]),
      },
    );
    const vault = new BackupVault(
      name,
      {
        vaultName: BACKUP_VAULT,
        place,
        backupRole: BACKUP_ROLE,
        // The way back: a backup of the isolated vault is restored from a copy that returns here.
        receivesCopies: { accountId: args.backupAccountId },
        copyDestination: { accountId: args.backupAccountId },
      },
      { parent: this },
    );
    const role = new aws.iam.Role(
      name,
      {
        name: BACKUP_ROLE,
        description: "Backs up and restores what is tagged for it",
        assumeRolePolicy: serviceTrust("backup.amazonaws.com", place.accountId),
      },
      // Guardrails deny its deletion: without the role expired backups would stay for ever.
      { parent: this, protect: true, retainOnDelete: true, deleteBeforeReplace: true },
    );
    const policies = {
      backup: "service-role/AWSBackupServiceRolePolicyForBackup",
      restore: "service-role/AWSBackupServiceRolePolicyForRestores",
      "s3-backup": "AWSBackupServiceRolePolicyForS3Backup",
      "s3-restore": "AWSBackupServiceRolePolicyForS3Restore",
    };
    const attachments = Object.entries(policies).map(
      ([what, policy]) =>
        new aws.iam.RolePolicyAttachment(
          `${name}-${what}`,
          { role: role.name, policyArn: `arn:${place.partition}:iam::aws:policy/${policy}` },
          child,
        ),
    );
    const plan = new aws.backup.Plan(
      name,
      {
        name: "daily",
        rules: [
          {
            ruleName: "daily",
            targetVaultName: vault.vaultName,
            schedule: args.schedule,
            startWindow: START_WINDOW,
            completionWindow: 360,
            lifecycle: { deleteAfter: args.retentionDays },
            copyActions: [
              {
                destinationVaultArn: args.isolatedVaultArn,
                lifecycle: { deleteAfter: args.copyRetentionDays },
              },
            ],
          },
        ],
      },
      child,
    );
    const [[tagKey, tagValue]] = Object.entries(BACKUP_TAG) as [[string, string]];
    new aws.backup.Selection(
      name,
      {
        name: "tagged",
        planId: plan.id,
        iamRoleArn: role.arn,
        selectionTags: [{ type: "STRINGEQUALS", key: tagKey, value: tagValue }],
      },
      { parent: this, dependsOn: attachments, deleteBeforeReplace: true },
    );

    this.vaultArn = vault.arn;
    this.registerOutputs({ vaultArn: this.vaultArn });
  }
}

function allOf(types: readonly string[]): Record<string, boolean> {
  return Object.fromEntries(types.map((type) => [type, true]));
}

/**
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
 */
function checkArguments(args: BackupPlanArgs): void {
  checkText("schedule", args.schedule, backupSchedule);
  const days = { least: 1, most: 36_500, unit: "days", remedy: "AWS Backup takes no other" };
  checkWhole("retentionDays", args.retentionDays, days);
  checkWhole("copyRetentionDays", args.copyRetentionDays, days);
  checkList("resourceTypes", args.resourceTypes, {
    remedy: "a plan without types backs up nothing",
  });
  args.resourceTypes.forEach((type, index) => {
    checkText(`resourceTypes[${index}]`, type, backupType);
  });
  checkAccountId("backupAccountId", args.backupAccountId);
  const [, , service, , account, kind] = args.isolatedVaultArn.split(":");
  if (service !== "backup" || account !== args.backupAccountId || kind !== "backup-vault") {
    throw new ArgumentError(
      "isolatedVaultArn",
      `must be the ARN of a vault in backupAccountId ${args.backupAccountId}, got ${JSON.stringify(args.isolatedVaultArn)}; only that account may use the key of the copies`,
    );
  }
}
