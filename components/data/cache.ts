import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Place } from "../shared/place";
import { protectedKey } from "../shared/protected-key";

/** Size and version of a workload account's cache. */
export interface CacheSpec {
  /** Id of the replication group: 1 to 40 lower-case letters, digits and single hyphens, a letter first. */
  readonly groupId: string;
  /** Version of Valkey. */
  readonly engineVersion: string;
  /** Instance type, such as `cache.m7g.large`. */
  readonly nodeType: string;
  /** Copies in other zones; at least one, or no other zone could take over. */
  readonly replicas: number;
}

export interface CacheArgs extends CacheSpec {
  readonly place: Place;
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

  public constructor(name: string, args: CacheArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:workload:Cache", name, {}, opts);
    const child = { parent: this };
    const fixed = { parent: this, deleteBeforeReplace: true };

    const key = protectedKey(
      name,
      { place: args.place, description: `Encrypts cache ${args.groupId}` },
      child,
    );
    const subnets = new aws.elasticache.SubnetGroup(name, { subnetIds: args.subnetIds }, child);
    // Id and name of a user that signs in by IAM must be the same.
    const userId = `${args.groupId}-app`;
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
        autoMinorVersionUpgrade: true,
        applyImmediately: false,
      },
      { ...fixed, protect: true },
    );

    this.endpoint = group.primaryEndpointAddress;
    this.userArn = user.arn;
    this.registerOutputs({ endpoint: this.endpoint, userArn: this.userArn });
  }
}
