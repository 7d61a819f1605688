import * as z from "zod";
import { addOnVersion, nodeAddOns, workloadAddOns } from "../../../components/shared/add-on-names";
import { incompatibleCharts, versionMatrix } from "../../../components/shared/version-matrix";
import { nodeLimits } from "../../../components/flightdeck/cluster/node-limits";
import {
  databaseChanges,
  databaseInsights,
  databaseStorage,
} from "../../../components/data/data-stores";
import {
  weekdays,
  windowRemedy,
  windowRule,
  windowsAround,
} from "../../../components/backup/nightly-windows";
import { isCron } from "../../../components/backup/cron";
import {
  backupSchedule,
  backupType,
  backupTypes,
  workloadBackupTypes,
} from "../../../components/backup/backup-types";
import { LOG_RETENTIONS } from "../../../components/shared/log-retentions";
import { MOST_ALIASES } from "../../../components/web/most-aliases";
import { isAnywhere } from "../../../policy-pack/guardrails/support/ports";
import { must } from "../problems";
import {
  addressRange,
  days,
  isPublicRange,
  numberIn,
  parseRange,
  ruled,
  slug,
  textLike,
} from "../values";

const instanceType = must(
  z.string(),
  (type) => /^[a-z0-9-]+\.[a-z0-9-]+$/.test(type),
  "must be an EC2 instance type",
  "write it like m7g.large",
);

const zoneId = must(
  z.string(),
  (zone) => /^[a-z]{2,4}\d-az\d$/.test(zone),
  "must be the id of an availability zone",
  "write it like use1-az1; aws ec2 describe-availability-zones lists the ids of a Region",
);

/** Number of public access ranges of a cluster. @see https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html */
const ACCESS_RANGES = 40;

/**
 * Range that may reach the public endpoint of a cluster. EKS refuses reserved addresses there.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/config-cluster-endpoint.html
 */
const accessRange = must(
  addressRange,
  (range) => parseRange(range) === undefined || isAnywhere(range) || isPublicRange(range),
  "must be a range of public addresses: the internet does not route private, shared, link-local or reserved ones",
  "write the addresses that the internet sees, or write [] for a private endpoint",
);

/** Retentions of a cluster's logs: from 30 days on, because an investigation needs some weeks. */
const clusterLogRetentions = LOG_RETENTIONS.filter((days) => days >= 30);

const database = must(
  z.strictObject({
    /**
     * Major version of PostgreSQL; minor versions are applied automatically. A higher one upgrades the database, at the time
     * that `changes` sets; RDS accepts no lower one.
     */
    engineVersion: must(
      z.string(),
      (version) => /^\d{2}$/.test(version),
      "must be a major version of PostgreSQL in quotes",
      'write it like "17"',
    ).default("17"),
    /** Class of the database instance, such as `db.m7g.large`. */
    instanceClass: textLike("db.m7g.large").default("db.m7g.large"),
    /** First size in gibibytes. It can only be raised. */
    storage: numberIn(
      databaseStorage.least,
      databaseStorage.most,
      "choose a size that RDS allows for a gp3 volume of PostgreSQL",
      "gibibytes",
    ).default(100),
    /**
     * Largest size in gibibytes: the storage grows automatically up to it. RDS requires a tenth more than `storage`.
     * @default - five times `storage`, at most 65536
     */
    maximumStorage: numberIn(
      databaseStorage.least,
      databaseStorage.most,
      "choose a size that RDS allows for a gp3 volume of PostgreSQL",
      "gibibytes",
    ).optional(),
    /** True for a standby in another zone. */
    multiZone: z.boolean().default(true),
    /** Days of point-in-time recovery. */
    backupRetentionDays: days(7, 35).default(35),
    /** Database Insights: `standard` keeps load history for a week, `advanced` for fifteen months at a price. */
    insights: z.enum(databaseInsights).default("standard"),
    /**
     * Time of changes that interrupt the database, such as another class or major version: `window` waits for the
     * maintenance window, `now` applies them during the deployment, with all that wait.
     */
    changes: z.enum(databaseChanges).default("window"),
  }),
  ({ storage, maximumStorage = databaseStorage.most }) =>
    maximumStorage >= databaseStorage.smallestMaximum(storage),
  "must have a maximumStorage at least a tenth above storage",
  "raise maximumStorage or lower storage: RDS refuses to scale by less",
);

/** Number of nodes. */
const nodes = numberIn(
  1,
  nodeLimits.nodes,
  "write a number without quotes, such as 3; the quota of EKS for one group is the most",
);

const { default: defaultMinor, minors } = versionMatrix.kubernetes;

const cluster = z.strictObject({
  /** Kubernetes minor version in standard support of EKS, which every pinned chart supports. */
  version: must(
    z.string(),
    (version) => version in minors && incompatibleCharts(version).length === 0,
    `must be a Kubernetes version that all pinned charts support: ${Object.keys(minors).join(", ")}`,
    'write it in quotes, like "1.36"; add new versions in components/shared/version-matrix.json',
  ).default(defaultMinor),
  /**
   * Ranges that may reach the public endpoint. With an empty list the endpoint is private. A deployment installs charts
   * through the endpoint, so the list must contain the range that you deploy from, unless `deployedFromInside` is true.
   */
  publicAccessRanges: must(
    must(
      z.array(accessRange),
      (ranges) => !ranges.some(isAnywhere),
      "must not contain 0.0.0.0/0 or a range larger than a /8: it opens the Kubernetes API to the internet",
      "list the ranges of offices and CI runners, or write [] for a private endpoint",
    ),
    ({ length }) => length <= ACCESS_RANGES,
    `must list at most ${ACCESS_RANGES} ranges: EKS allows no more`,
    "join ranges, or write [] for a private endpoint",
  ).default([]),
  /**
   * Installs the namespace, the charts and the other Kubernetes objects in the cluster. With `false`, a first deployment
   * creates only the network and the cluster; a later one from inside the network installs the objects. Do not set it to
   * `false` afterwards: it cannot uninstall them, because the namespace is protected.
   */
  install: z.boolean().default(true),
  /** True when deployments run in a network that reaches the private endpoint. Then no public range is needed. */
  deployedFromInside: z.boolean().default(false),
  /**
   * Zones of the control plane: the first 2 or 3 of the network. EKS never changes them, so do not change this setting of an
   * existing cluster. Write 3 for a cluster that version 0.1.0 has created in three zones.
   */
  controlPlaneZones: numberIn(
    2,
    3,
    "choose 2 for a new cluster; 3 only for one that has been created in three zones",
  ).default(2),
  /** Nodes of the cluster. */
  nodes: z
    .strictObject({
      /** Instance types, all of one processor architecture. */
      instanceTypes: z
        .array(instanceType)
        .min(1)
        .max(nodeLimits.instanceTypes)
        .default(["m7g.large"]),
      /** Number of nodes in all zones together. */
      minimum: nodes.default(3),
      /** Number of nodes now. Each deployment that changes the nodes sets it. @default - `minimum` */
      desired: nodes.optional(),
      /** Largest number of nodes in all zones together. */
      maximum: nodes.default(10),
      /** Gibibytes of each node's volume, at least 20. */
      diskSize: numberIn(
        nodeLimits.diskSize.least,
        nodeLimits.diskSize.most,
        "write 20 or more, because images do not fit on less; a gp3 volume has no larger size",
        "gibibytes",
      ).default(50),
    })
    .prefault({}),
  /**
   * Versions of EKS add-ons by name, in place of those of the version matrix.
   * @default - the pinned version; without a pin, the one EKS recommends when the add-on is created
   */
  addOnVersions: z
    .partialRecord(z.enum([...nodeAddOns, ...workloadAddOns]), ruled(addOnVersion))
    .default({}),
  /** Days that the logs of the control plane and of the database are kept. */
  logRetentionDays: must(
    z.number().meta({ enum: clusterLogRetentions }),
    (value) => clusterLogRetentions.includes(value),
    `must be one of ${clusterLogRetentions.join(", ")}`,
    "choose one of these numbers: CloudWatch accepts no other from 30 days on",
  ).default(90),
  /**
   * Role that created the cluster. It stays an administrator of the cluster. The
   * cluster of a new account is created by the bootstrap role. Set `deployment` for a cluster that was created while the
   * account had `credentials: deployment`.
   */
  madeBy: z.enum(["bootstrap", "deployment"]).default("bootstrap"),
  /** Permission sets that have access to the cluster. */
  access: z
    .strictObject({
      /** Lets users of the read-only permission set read the whole cluster. A group must have the set in this account. */
      readOnly: z.boolean().default(false),
      /** Lets users of the developer permission set edit the application namespace. A group must have the set in this account. */
      developer: z.boolean().default(false),
    })
    .prefault({}),
  /** Namespace of the applications: the only one that delivery and developers may edit. */
  applicationNamespace: must(
    slug(63),
    (name) => !/^(?:kube-|default$|monitoring$)/.test(name),
    "must not be a namespace of the cluster: kube-*, default or monitoring",
    "choose another name, such as application",
  ).default("application"),
});

export const workloadSettings = must(
  z.strictObject({
    /** Number of availability zones of the network, 2 or 3. */
    availabilityZones: numberIn(
      2,
      3,
      "choose 2 or 3: EKS and Multi-AZ databases need two zones, and the address plan has room for three",
    ).default(3),
    /**
     * Ids of the zones, such as `use1-az1`: an id means the same zone in every account, a name does not. A preview looks up
     * the names in the account. The order counts: the network's ranges follow it.
     * @default - the first ids of the home Region that EKS accepts
     */
    zoneIds: z.array(zoneId).optional(),
    /** `zone` creates a NAT gateway in each zone. `single` creates one for all: cheaper, but it fails with its zone. */
    natGateways: z.enum(["zone", "single"]).default("zone"),
    /** Names in the company's root zone that point to this account: a label such as `www`, or `@` for the domain itself. */
    publicAliases: z
      .array(
        must(
          z.string(),
          (label) => label === "@" || /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label),
          "must be a DNS label, or @ for the domain itself",
          "write www, not www.example.com",
        ),
      )
      .max(MOST_ALIASES)
      .default([]),
    /** Kubernetes cluster (EKS) with its nodes, add-ons and access. */
    cluster: cluster.prefault({}),
    /** PostgreSQL database (RDS). */
    database: database.prefault({}),
    /** Valkey cache (ElastiCache). */
    cache: z
      .strictObject({
        /** Version of Valkey. */
        engineVersion: textLike("8.0").default("8.0"),
        /** Type of each cache node, such as `cache.m7g.large`. */
        nodeType: textLike("cache.m7g.large").default("cache.m7g.large"),
        /** Number of replicas in other zones, 1 to 5. */
        replicas: numberIn(
          1,
          5,
          "write 1 or more: failover needs a replica, and ElastiCache allows five",
        ).default(1),
      })
      .prefault({}),
    /**
     * Day on which AWS may interrupt database and cache for maintenance. The hour follows from `backup.schedule`: three
     * hours after its first job of the day, in UTC.
     */
    maintenanceDay: z.enum(weekdays).default("sunday"),
    /** Backups of the account, and their copies in the isolated vault. */
    backup: z
      .strictObject({
        /** AWS Backup cron expression, UTC. The windows of database and cache follow from it. */
        schedule: must(
          ruled(backupSchedule),
          (schedule) => !isCron(schedule) || windowsAround(schedule) !== undefined,
          windowRule,
          windowRemedy,
        ).default("cron(0 2 * * ? *)"),
        /** Days that backups are kept in the account. */
        retentionDays: days(7, 36_500).default(35),
        /** Days that copies are kept in the isolated vault. The lock of the vault must allow this retention. */
        copyRetentionDays: days(7, 36_500).default(90),
        /**
         * Resource types to enable in AWS Backup, RDS and EBS among them. `aws backup describe-region-settings` lists those of
         * the Region.
         */
        resourceTypes: must(
          z.array(ruled(backupType)),
          (types) => workloadBackupTypes.every((type) => types.includes(type)),
          `must contain ${workloadBackupTypes.join(" and ")}: AWS Backup silently skips types that are not listed, here the database and the cluster's volumes`,
          "add what is missing, or remove the key: then all types are enabled",
        ).default([...backupTypes]),
      })
      .prefault({}),
  }),
  ({ availabilityZones, zoneIds }) =>
    zoneIds === undefined ||
    (zoneIds.length === availabilityZones && new Set(zoneIds).size === availabilityZones),
  "must list as many different zones in zoneIds as availabilityZones sets",
  "add or remove ids, or remove zoneIds",
);
