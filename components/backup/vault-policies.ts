import type * as pulumi from "@pulumi/pulumi";
import { BREAK_GLASS_ROLE, DEPLOYMENT_ROLE, roleArn } from "../shared/naming";
import type { Place } from "../shared/place";
import { type PolicyStatement, rootArn } from "../shared/policy-documents";

/** The other side of a copy: every account of an organization, or one account. */
export type CopyParty = { readonly organizationId: string } | { readonly accountId: string };

/**
 * Statements of a vault's access policy. Reading, backing up and restoring stay a matter of IAM; what would destroy
 * backups, or weaken what protects them, is refused to everyone but the roles that must be able to.
 *
 * Backups that have expired are removed by AWS Backup: by the role that created them where it may, else by its
 * service-linked role, which only AWS Backup can use.
 *
 * @param owner Place of the vault and its key.
 * @param copySource Accounts that may copy backups in; none without it.
 * @param backupRole Name of the role of the account that creates the vault's backups and may remove expired ones.
 * Without it only the service-linked role removes expired backups.
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/deleting-backups.html
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
 */
export function vaultPolicy(
  owner: Place,
  copySource: CopyParty | undefined,
  backupRole?: string,
): PolicyStatement[] {
  const exempt = [...guardians(owner), serviceLinkedRole(owner)];
  const others = removals.filter((action) => action !== DELETE_BACKUP);
  return [
    ...(copySource === undefined ? [] : [copyIn(owner.partition, copySource)]),
    ...(backupRole === undefined
      ? [refuseAllBut("OnlyGuardiansRemoveBackups", removals, exempt)]
      : [
          refuseAllBut("OnlyGuardiansRemoveProtection", others, exempt),
          refuseAllBut(
            "OnlyLifecyclesRemoveBackups",
            [DELETE_BACKUP],
            [...exempt, roleArn(owner.partition, owner.accountId, backupRole)],
          ),
        ]),
  ];
}

const DELETE_BACKUP = "backup:DeleteRecoveryPoint";

/** Actions that would make the data under a key unreadable. */
export const keyRetirements: readonly string[] = ["kms:DisableKey", "kms:ScheduleKeyDeletion"];

/** Actions that would destroy backups, or weaken their protection. */
export const removals: readonly string[] = [
  "backup:DeleteBackupVault",
  "backup:DeleteBackupVaultAccessPolicy",
  "backup:DeleteBackupVaultLockConfiguration",
  DELETE_BACKUP,
  "backup:PutBackupVaultAccessPolicy",
  "backup:PutBackupVaultLockConfiguration",
  "backup:UpdateRecoveryPointLifecycle",
];

function refuseAllBut(
  sid: string,
  actions: readonly string[],
  roleArns: readonly string[],
): PolicyStatement {
  return {
    Sid: sid,
    Effect: "Deny",
    Principal: "*",
    Action: actions,
    Resource: "*",
    Condition: { ArnNotLike: { "aws:PrincipalArn": roleArns } },
  };
}

function copyIn(partition: string, source: CopyParty): PolicyStatement {
  const copy = { Effect: "Allow", Action: "backup:CopyIntoBackupVault", Resource: "*" } as const;
  return "organizationId" in source
    ? {
        ...copy,
        Sid: "OrganizationCopiesIn",
        Principal: "*",
        Condition: { StringEquals: { "aws:PrincipalOrgID": source.organizationId } },
      }
    : {
        ...copy,
        Sid: "AccountCopiesIn",
        Principal: { AWS: rootArn(partition, source.accountId) },
      };
}

/**
 * Statements of a vault's key, in addition to its administration.
 *
 * Copies travel under the source's key: the account they go to must be able to use it, or the job fails hours later.
 * AWS Backup itself is named rather than left to IAM for the same reason.
 *
 * @param copyDestination Accounts that receive copies of this vault's backups; none without it.
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html
 */
export function vaultKeyPolicy(
  owner: Place,
  copyDestination: CopyParty | undefined,
): PolicyStatement[] {
  const backupItself = {
    StringEquals: { "kms:CallerAccount": owner.accountId },
    ArnLike: { "aws:PrincipalArn": serviceLinkedRole(owner) },
  };
  return [
    ...keyUse("BackupService", { AWS: "*" }, backupItself),
    ...(copyDestination === undefined ? [] : destinationKeyUse(owner, copyDestination)),
    {
      Sid: "OnlyGuardiansRetireKey",
      Effect: "Deny",
      Principal: "*",
      Action: keyRetirements,
      Resource: "*",
      Condition: { ArnNotLike: { "aws:PrincipalArn": guardians(owner) } },
    },
  ];
}

/**
 * Key statements that let accounts receive copies of what the key encrypts. Databases and volumes are copied under
 * their own key and not under their vault's: their keys carry these statements too.
 */
export function copyDestinationKeyUse(
  partition: string,
  accountIds: readonly pulumi.Input<string>[],
): PolicyStatement[] {
  return keyUse("CopyDestination", { AWS: accountIds.map((id) => rootArn(partition, id)) });
}

/** In the vault's own account IAM decides: "*" would let every principal there use the key. */
function destinationKeyUse(owner: Place, destination: CopyParty): PolicyStatement[] {
  return "organizationId" in destination
    ? keyUse(
        "CopyDestination",
        { AWS: "*" },
        {
          StringEquals: { "aws:PrincipalOrgID": destination.organizationId },
          StringNotEquals: { "kms:CallerAccount": owner.accountId },
        },
      )
    : copyDestinationKeyUse(owner.partition, [destination.accountId]);
}

function keyUse(
  sid: string,
  principal: PolicyStatement["Principal"],
  condition: PolicyStatement["Condition"] = {},
): PolicyStatement[] {
  const statement = { Effect: "Allow", Principal: principal, Resource: "*" } as const;
  return [
    {
      ...statement,
      Sid: `${sid}UsesKey`,
      Action: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey*",
        "kms:ReEncrypt*",
      ],
      ...(Object.keys(condition).length > 0 && { Condition: condition }),
    },
    {
      ...statement,
      Sid: `${sid}GrantsToServices`,
      Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
      Condition: { ...condition, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/** Roles that may do what would remove backups: the one that deploys, and the one of last resort. */
function guardians({ partition, accountId }: Place): string[] {
  return [DEPLOYMENT_ROLE, BREAK_GLASS_ROLE].map((role) => roleArn(partition, accountId, role));
}

function serviceLinkedRole({ partition, accountId }: Place): string {
  return roleArn(
    partition,
    accountId,
    "aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup",
  );
}
