import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { NightlyWindows } from "../backup/nightly-windows";
import { checkText, checkWhole } from "../shared/argument-checks";
import { cacheUserId } from "../shared/naming";
import type { Place } from "../shared/place";
import { protectedKey } from "../shared/protected-key";

/** Size and version of a workload account's cache. */
export interface CacheSpec {
  /** Id of the replication group: 1 to 36 lower-case letters, digits and single hyphens, a letter first. */
  readonly groupId: string;
  /** Version of Valkey, such as `8.0`, which can only be raised. */
  readonly engineVersion: string;
  /** Instance type, such as `cache.m7g.large`. */
  readonly nodeType: string;
  /** Copies in other zones, 1 to 5: without one no other zone could take over. */
  readonly replicas: number;
}

export interface CacheArgs extends CacheSpec {
  readonly place: Place;
  /** Hours of the snapshot and of the maintenance. */
  readonly windows: NightlyWindows;
  readonly subnetIds: pulumi.Input<string[]>;
  readonly securityGroupId: pulumi.Input<string>;
}

/** Days that the service's own snapshots are kept: AWS Backup does not cover caches. */
const SNAPSHOT_DAYS = 7;

/**
 * The Valkey cache of a workload account: encrypted at rest and in transit, spread over zones, and open only to IAM
 * identities that may connect as its one user. There is no password to leak.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export class Cache extends pulumi.ComponentResource {
  public readonly endpoint: pulumi.Output<string>;
  public readonly userArn: pulumi.Output<string>;

  /** @throws ArgumentError for an id, a node type or a number of replicas that ElastiCache would refuse. */
  public constructor(name: string, args: CacheArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:workload:Cache", name, {}, opts);
    checkCache(args);
    const child = { parent: this };
    const fixed = { parent: this, deleteBeforeReplace: true };

    const key = protectedKey(
      name,
      { place: args.place, description: `Encrypts cache ${args.groupId}` },
      child,
    );
    const subnets = new aws.elasticache.SubnetGroup(name, { subnetIds: args.subnetIds }, child);
    // Id and name of a user that signs in by IAM must be the same.
    const userId = cacheUserId(args.groupId);
    const user = new aws.elasticache.User(
      name,
      {
        userId,
        userName: userId,
        engine: "valkey",
        accessString: "on ~* +@all -@admin -@dangerous",
        authenticationMode: { type: "iam" },
      },
      fixed,
    );
    const users = new aws.elasticache.UserGroup(
      name,
      { userGroupId: args.groupId, engine: "valkey", userIds: [user.userId] },
      fixed,
    );
    const group = new aws.elasticache.ReplicationGroup(
      name,
      {
        replicationGroupId: args.groupId,
        description: "Cache of the account's applications",
        engine: "valkey",
        engineVersion: args.engineVersion,
        nodeType: args.nodeType,
        numCacheClusters: 1 + args.replicas,
        automaticFailoverEnabled: true,
        multiAzEnabled: true,
        subnetGroupName: subnets.name,
        securityGroupIds: [args.securityGroupId],
        atRestEncryptionEnabled: true,
        kmsKeyId: key.arn,
        transitEncryptionEnabled: true,
        transitEncryptionMode: "required",
        userGroupIds: [users.userGroupId],
        snapshotRetentionLimit: SNAPSHOT_DAYS,
        snapshotWindow: args.windows.backup,
        maintenanceWindow: args.windows.maintenance,
        // AWS would raise the version above the argument, and a lower version is a new cache: without its data.
        autoMinorVersionUpgrade: false,
        applyImmediately: false,
      },
      { ...fixed, protect: true },
    );

    this.endpoint = group.primaryEndpointAddress;
    this.userArn = user.arn;
    this.registerOutputs({ endpoint: this.endpoint, userArn: this.userArn });
  }
}

/**
 * Checks size and version of a cache.
 *
 * A user's name has at most 40 characters and is the group's id with four more.
 *
 * @param at Path of the specification with a final dot. @default - the arguments themselves
 * @throws ArgumentError for the first wrong argument.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
export function checkCache(spec: CacheSpec, at = ""): void {
  checkText(`${at}groupId`, spec.groupId, {
    pattern: /^(?=.{1,36}$)[a-z](?:-?[a-z0-9])*$/,
    rule: "1 to 36 lower-case letters, digits and single hyphens, a letter first",
    remedy: "choose a shorter or plainer id",
  });
  checkText(`${at}nodeType`, spec.nodeType, {
    pattern: /^cache\.[a-z0-9]+\.[a-z0-9]+$/,
    rule: "a node type of ElastiCache",
    remedy: "write it like cache.m7g.large",
  });
  checkWhole(`${at}replicas`, spec.replicas, {
    least: 1,
    most: 5,
    remedy: "failover needs one, and AWS allows five",
  });
}
