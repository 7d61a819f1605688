import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentError } from "../shared/argument-error";
import type { Place } from "../shared/place";
import { policyDocument } from "../shared/policy-documents";
import { protectedKey } from "../shared/protected-key";
import { checkLock, type VaultLock } from "./vault-lock";
import { type CopyParty, vaultKeyPolicy, vaultPolicy } from "./vault-policies";

export interface BackupVaultArgs {
  /** Fixed name: plans and copies refer to the vault by it. 2 to 50 letters, digits, `-` and `_`. */
  readonly vaultName: string;
  readonly place: Place;
  /** Region of the vault, when it is not the provider's. @default - the provider's Region */
  readonly region?: string;
  /** Accounts that may copy backups in: those of an organization, or one. @default - none */
  readonly receivesCopies?: CopyParty;
  /**
   * Name of the account's role that creates the vault's backups: AWS Backup removes expired ones with it.
   * @default - only the service-linked role removes expired backups
   */
  readonly backupRole?: string;
  /** Accounts that this vault's backups are copied to: the key admits them. @default - none */
  readonly copyDestination?: CopyParty;
  /** @default - not locked; the access policy still refuses deletion to all but two roles */
  readonly lock?: VaultLock;
}

/**
 * A backup vault that even administrators of its account cannot empty: with a key of its own (the account's default
 * vault has one that no other account can use), an access policy that refuses deletion, and a lock when it is given.
 *
 * Plans, selections and the role that runs them are not part of it: see `BackupPlan`.
 *
 * @example
 * new BackupVault("backup", { vaultName: "company-backup", place: placeOf("eu-west-1", "111111111111"),
 *   copyDestination: { accountId: "222222222222" } }, { providers: [provider] });
 */
export class BackupVault extends pulumi.ComponentResource {
  public readonly arn: pulumi.Output<string>;
  public readonly vaultName: pulumi.Output<string>;
  public readonly keyArn: pulumi.Output<string>;

  /** @throws ArgumentError for a name or a lock that AWS would refuse. */
  public constructor(name: string, args: BackupVaultArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:backup:BackupVault", name, {}, opts);
    checkName(args.vaultName);
    if (args.lock) {
      checkLock(args.lock);
    }
    const { place, region, vaultName } = args;
    const kept = { parent: this, protect: true, retainOnDelete: true };

    const key = protectedKey(
      `${name}-key`,
      {
        place,
        region,
        alias: vaultName,
        description: `Encrypts the backups of vault ${vaultName}`,
        statements: vaultKeyPolicy(place, args.copyDestination),
      },
      { parent: this },
    );
    const vault = new aws.backup.Vault(
      name,
      { region, name: vaultName, kmsKeyArn: key.arn, forceDestroy: false },
      { ...kept, deleteBeforeReplace: true },
    );
    const lock =
      args.lock &&
      new aws.backup.VaultLockConfiguration(
        `${name}-lock`,
        {
          region,
          backupVaultName: vault.name,
          minRetentionDays: args.lock.minimumRetentionDays,
          maxRetentionDays: args.lock.maximumRetentionDays,
          changeableForDays:
            args.lock.mode === "compliance" ? (args.lock.graceDays ?? 7) : undefined,
        },
        { ...kept, deleteBeforeReplace: true },
      );
    new aws.backup.VaultPolicy(
      `${name}-access`,
      {
        region,
        backupVaultName: vault.name,
        policy: policyDocument(vaultPolicy(place, args.receivesCopies, args.backupRole)),
      },
      // After the lock: the policy refuses locking to the role that bootstraps an account.
      { ...kept, deleteBeforeReplace: true, dependsOn: lock ? [lock] : [] },
    );

    this.arn = vault.arn;
    this.vaultName = vault.name;
    this.keyArn = key.arn;
    this.registerOutputs({ arn: this.arn, vaultName: this.vaultName, keyArn: this.keyArn });
  }
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html */
function checkName(vaultName: string): void {
  if (!/^[A-Za-z0-9_-]{2,50}$/.test(vaultName)) {
    throw new ArgumentError(
      "vaultName",
      `must be 2 to 50 letters, digits, "-" and "_", got ${JSON.stringify(vaultName)}; choose another name`,
    );
  }
}
