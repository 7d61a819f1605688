import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { copyDestinationKeyUse } from "../backup/vault-policies";
import { outputEntry } from "../shared/output-entry";
import {
  checkAccountId,
  checkText,
  checkWhole,
  checkLogRetention,
} from "../shared/argument-checks";
import type { Place } from "../shared/place";
import { protectedKey } from "../shared/protected-key";
import { BACKUP_TAG } from "../backup/backup-plan";
import type { NightlyWindows } from "../backup/nightly-windows";
import {
  type DatabaseChanges,
  type DatabaseInsights,
  databaseStorage,
  insightsDays,
} from "./data-stores";

/**
 * Logs that the database sends to CloudWatch, each to a group of its own.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.html
 */
const LOGS = ["postgresql", "upgrade"] as const;

/** Size, version and retention of a workload account's database. */
export interface DatabaseSpec {
  /** Name of the instance: 1 to 63 lower-case letters, digits and single hyphens, a letter first. */
  readonly identifier: string;
  /** Major version of PostgreSQL, which can only be raised; minor versions are applied automatically. */
  readonly engineVersion: string;
  /** Instance type, such as `db.m7g.large`. */
  readonly instanceClass: string;
  /** Gibibytes at the start, 20 to 65536. */
  readonly storage: number;
  /** Gibibytes that it may grow to, at least a tenth more than `storage`. */
  readonly maximumStorage: number;
  /** True keeps a standby in another zone. */
  readonly multiZone: boolean;
  /** Days of point-in-time recovery, 7 to 35. */
  readonly backupRetentionDays: number;
  /** `advanced` keeps fifteen months of load history, at a price. */
  readonly insights: DatabaseInsights;
  /**
   * `window` applies changes that interrupt the database in its maintenance window; `now` applies them, and all that wait,
   * during the deployment. @default `window`
   */
  readonly changes?: DatabaseChanges;
}

export interface DatabaseArgs extends DatabaseSpec {
  readonly place: Place;
  /** Hours of the automatic backup and of the maintenance. */
  readonly windows: NightlyWindows;
  readonly subnetIds: pulumi.Input<string[]>;
  readonly securityGroupId: pulumi.Input<string>;
  /** Days that the database's logs are kept: one of the numbers that CloudWatch accepts. */
  readonly logRetentionDays: number;
  /** Account that backups are copied to: it copies them under this database's key. */
  readonly backupAccountId: string;
}

/**
 * The PostgreSQL of a workload account: encrypted under a key that the backup account can copy with, TLS only, its
 * password created and rotated by AWS, and neither reachable from the internet nor deletable by a slip.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
 */
export class Database extends pulumi.ComponentResource {
  public readonly endpoint: pulumi.Output<string>;
  public readonly arn: pulumi.Output<string>;
  public readonly keyArn: pulumi.Output<string>;
  /** Secret with the master password. */
  public readonly masterSecretArn: pulumi.Output<string>;

  /** @throws ArgumentError for a name, a size or a number of days that RDS would refuse. */
  public constructor(name: string, args: DatabaseArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:workload:Database", name, {}, opts);
    checkDatabase(args);
    checkLogRetention("logRetentionDays", args.logRetentionDays);
    checkAccountId("backupAccountId", args.backupAccountId);
    const child = { parent: this };
    const kept = { parent: this, protect: true, retainOnDelete: true };

    const key = protectedKey(
      name,
      {
        place: args.place,
        description: `Encrypts database ${args.identifier}, its backups and its password`,
        statements: copyDestinationKeyUse(args.place.partition, [args.backupAccountId]),
      },
      child,
    );
    const subnets = new aws.rds.SubnetGroup(name, { subnetIds: args.subnetIds }, child);
    const family = `postgres${args.engineVersion}`;
    const parameters = new aws.rds.ParameterGroup(
      `${name}-${family}`,
      {
        family,
        description: "TLS only; slow statements and disconnections are logged",
        parameters: [
          { name: "rds.force_ssl", value: "1" },
          { name: "log_min_duration_statement", value: "1000" },
          { name: "log_disconnections", value: "1" },
        ],
      },
      // After an upgrade the database leaves its old group in the window, and AWS deletes no group in use.
      { ...child, retainOnDelete: true, aliases: [{ name }] },
    );
    // Created before the database, which would otherwise create them with endless retention.
    const logs = LOGS.map(
      (log) =>
        new aws.cloudwatch.LogGroup(
          `${name}-${log}`,
          {
            name: `/aws/rds/instance/${args.identifier}/${log}`,
            retentionInDays: args.logRetentionDays,
          },
          { ...kept, deleteBeforeReplace: true },
        ),
    );
    const instance = new aws.rds.Instance(
      name,
      {
        identifier: args.identifier,
        engine: "postgres",
        engineVersion: args.engineVersion,
        autoMinorVersionUpgrade: true,
        allowMajorVersionUpgrade: true,
        instanceClass: args.instanceClass,
        allocatedStorage: args.storage,
        maxAllocatedStorage: args.maximumStorage,
        storageType: "gp3",
        storageEncrypted: true,
        kmsKeyId: key.arn,
        multiAz: args.multiZone,
        dbSubnetGroupName: subnets.name,
        parameterGroupName: parameters.name,
        vpcSecurityGroupIds: [args.securityGroupId],
        publiclyAccessible: false,
        caCertIdentifier: "rds-ca-rsa2048-g1",
        username: "platform",
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: key.arn,
        iamDatabaseAuthenticationEnabled: true,
        backupWindow: args.windows.backup,
        maintenanceWindow: args.windows.maintenance,
        backupRetentionPeriod: args.backupRetentionDays,
        copyTagsToSnapshot: true,
        deleteAutomatedBackups: false,
        deletionProtection: true,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: `${args.identifier}-final`,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: key.arn,
        performanceInsightsRetentionPeriod: insightsDays[args.insights],
        databaseInsightsMode: args.insights,
        enabledCloudwatchLogsExports: [...LOGS],
        applyImmediately: args.changes === "now",
        tags: BACKUP_TAG,
      },
      { ...kept, deleteBeforeReplace: true, dependsOn: logs },
    );

    this.endpoint = instance.endpoint;
    this.arn = instance.arn;
    this.keyArn = key.arn;
    this.masterSecretArn = outputEntry(instance.masterUserSecrets, 0).apply(
      (secret) => secret?.secretArn ?? "",
    );
    this.registerOutputs({
      endpoint: this.endpoint,
      arn: this.arn,
      keyArn: this.keyArn,
      masterSecretArn: this.masterSecretArn,
    });
  }
}

/**
 * Checks size, version and retention of a database.
 *
 * @param at Path of the specification with a final dot. @default - the arguments themselves
 * @throws ArgumentError for the first wrong argument.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 */
export function checkDatabase(spec: DatabaseSpec, at = ""): void {
  checkText(`${at}identifier`, spec.identifier, {
    pattern: /^(?=.{1,63}$)[a-z](?:-?[a-z0-9])*$/,
    rule: "1 to 63 lower-case letters, digits and single hyphens, a letter first",
    remedy: "choose a shorter or plainer name",
  });
  checkText(`${at}engineVersion`, spec.engineVersion, {
    pattern: /^\d{2}$/,
    rule: "a major version of PostgreSQL",
    remedy: "write it like 17: minor versions are applied automatically",
  });
  checkText(`${at}instanceClass`, spec.instanceClass, {
    pattern: /^db\.[a-z0-9-]+\.[a-z0-9]+$/,
    rule: "an instance class of RDS",
    remedy: "write it like db.m7g.large",
  });
  checkWhole(`${at}storage`, spec.storage, {
    least: databaseStorage.least,
    most: databaseStorage.most,
    unit: "gibibytes",
    remedy: "gp3 volumes of PostgreSQL have no other size",
  });
  checkWhole(`${at}maximumStorage`, spec.maximumStorage, {
    least: databaseStorage.smallestMaximum(spec.storage),
    most: databaseStorage.most,
    unit: "gibibytes",
    remedy: "RDS demands a tenth more than storage",
  });
  checkWhole(`${at}backupRetentionDays`, spec.backupRetentionDays, {
    least: 7,
    most: 35,
    unit: "days",
    remedy: "RDS keeps no more than 35",
  });
}
