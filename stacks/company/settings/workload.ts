import * as z from "zod";
import { nodeAddOns, workloadAddOns } from "../../../components/flightdeck/cluster/add-on-names";
import {
  incompatibleCharts,
  kubernetesReleases,
} from "../../../components/flightdeck/cluster/versions";
import { databaseInsights } from "../../../components/data/data-stores";
import { backupTypes } from "../../../components/backup/backup-types";
import { must } from "../problems";
import { addressRange, count, days, slug, text } from "../values";

const instanceType = must(
  z.string(),
  (type) => /^[a-z0-9-]+\.[a-z0-9-]+$/.test(type),
  "must be an EC2 instance type",
  "write it like m7g.large",
);

const zoneName = must(
  z.string(),
  (zone) => /^[a-z]{2}(?:-[a-z]+)+-\d[a-z]$/.test(zone),
  "must be the name of an availability zone",
  "write it like us-east-1a; aws ec2 describe-availability-zones lists those of the account",
);

/** Days that CloudWatch accepts as a retention, up to ten years. */
const LOG_RETENTIONS = [30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 3653];

const database = must(
  z.strictObject({
    /** Major version of PostgreSQL; minor versions are applied automatically. */
    engineVersion: must(
      z.string(),
      (version) => /^\d{2}$/.test(version),
      "must be a major version of PostgreSQL in quotes",
      'write it like "17"',
    ).default("17"),
    instanceClass: text.default("db.m7g.large"),
    /** Gibibytes at the start. */
    storage: must(
      z.number(),
      (size) => Number.isInteger(size) && size >= 20,
      "must be at least 20 gibibytes",
      "gp3 volumes of PostgreSQL start at 20",
    ).default(100),
    /** Gibibytes that it may grow to. @default - five times `storage` */
    maximumStorage: count.optional(),
    multiZone: z.boolean().default(true),
    /** Days of point-in-time recovery. */
    backupRetentionDays: days(7, 35).default(35),
    /** Load history: `standard` keeps a week, `advanced` fifteen months at a price. */
    insights: z.enum(databaseInsights).default("standard"),
  }),
  ({ storage, maximumStorage = storage * 5 }) => maximumStorage > storage,
  "must have a maximumStorage above storage",
  "raise maximumStorage, or leave it out: it is five times storage then",
);

/** Placeholder of the template for the range that deployments come from: a range reserved for documentation. */
export const placeholderAccessRange = "203.0.113.0/24";

const cluster = z.strictObject({
  /** Kubernetes minor version, within EKS standard support and known to every pinned chart. */
  version: must(
    z.string(),
    (version) => version in kubernetesReleases && incompatibleCharts(version).length === 0,
    `must be a Kubernetes version that the pinned charts are known to run on: ${Object.keys(kubernetesReleases).join(", ")}`,
    'write it in quotes, like "1.36"; new versions are added in components/flightdeck/cluster/versions.ts',
  ).default("1.36"),
  /**
   * Ranges that may reach the public endpoint; without any the endpoint is private. What is installed inside the cluster
   * comes through it, unless `deployedFromInside`: the range that deployments come from must be among them.
   */
  publicAccessRanges: must(
    z.array(addressRange),
    (ranges) => !ranges.includes("0.0.0.0/0"),
    "must not contain 0.0.0.0/0: it opens the Kubernetes API to the internet",
    "list the ranges of offices and runners, or leave it empty for a private endpoint",
  ).default([]),
  /**
   * Installs what runs inside the cluster: namespace, charts, Kubernetes objects. Without it a first deployment creates
   * the network and the cluster alone, and a later one, from inside, does the rest. No switch to uninstall: the
   * namespace is protected.
   */
  install: z.boolean().default(true),
  /** True when deployments run in a network that reaches the private endpoint: no range has to be opened then. */
  deployedFromInside: z.boolean().default(false),
  nodes: z
    .strictObject({
      /** Types of one processor architecture. */
      instanceTypes: z.array(instanceType).min(1).default(["m7g.large"]),
      /** Nodes over all zones. */
      minimum: count.default(3),
      maximum: count.default(10),
      /** Gibibytes of each node's volume. */
      diskSize: count.default(50),
    })
    .prefault({}),
  /** Versions of EKS add-ons by name. @default - the one EKS recommends when the add-on is created */
  addOnVersions: z.partialRecord(z.enum([...nodeAddOns, ...workloadAddOns]), text).default({}),
  /** Days that control plane logs are kept. */
  logRetentionDays: must(
    z.number(),
    (value) => LOG_RETENTIONS.includes(value),
    `must be one of ${LOG_RETENTIONS.join(", ")}`,
    "CloudWatch accepts no other number of days",
  ).default(90),
  /**
   * Role that has created the cluster, and so is its first administrator for ever: the bootstrap role creates a new
   * account's cluster. Only a cluster created later, with `credentials: deployment`, needs the other value.
   */
  madeBy: z.enum(["bootstrap", "deployment"]).default("bootstrap"),
  access: z
    .strictObject({
      /** People of the read-only permission set see the whole cluster; the set must be assigned in this account. */
      readOnly: z.boolean().default(true),
      /** People of the developer permission set edit the application namespace. @default - everywhere but in production */
      developer: z.boolean().optional(),
    })
    .prefault({}),
  /** The one namespace that applications live in, and that delivery and developers may edit. */
  applicationNamespace: must(
    slug(63),
    (name) => !/^(?:kube-|default$|monitoring$)/.test(name),
    "must be a namespace of its own",
    "kube-*, default and monitoring belong to the cluster: choose a name such as application",
  ).default("application"),
});

export const workloadSettings = must(
  z.strictObject({
    /** Availability zones the network spans, 2 or 3. */
    availabilityZones: must(
      z.number(),
      (zones) => zones === 2 || zones === 3,
      "must be 2 or 3",
      "EKS and Multi-AZ data stores need two zones; the address plan has room for three",
    ).default(3),
    /**
     * Names of the zones, one for each. Required in us-east-1, us-west-1 and ca-central-1, where EKS refuses a zone
     * whose letter differs from account to account.
     * @default - the first letters of the home Region
     */
    zoneNames: z.array(zoneName).optional(),
    /** `zone` creates one NAT gateway a zone, `single` one for all (cheaper, lost with its zone). */
    natGateways: z.enum(["zone", "single"]).default("zone"),
    /** Names in the company's root zone that lead here: a label such as `www`, or `@` for the domain itself. */
    publicAliases: z
      .array(
        must(
          z.string(),
          (label) => label === "@" || /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label),
          "must be a DNS label, or @ for the domain itself",
          "write www, not www.example.com",
        ),
      )
      .default([]),
    cluster: cluster.prefault({}),
    database: database.prefault({}),
    cache: z
      .strictObject({
        /** Version of Valkey. */
        engineVersion: text.default("8.0"),
        nodeType: text.default("cache.m7g.large"),
        /** Copies in other zones, at least one. */
        replicas: count.default(1),
      })
      .prefault({}),
    backup: z
      .strictObject({
        /** AWS Backup cron expression, UTC. */
        schedule: text.default("cron(0 2 * * ? *)"),
        /** Days that backups stay in the account. */
        retentionDays: days(7, 36_500).default(35),
        /** Days that copies stay in the isolated vault; must fit its lock. */
        copyRetentionDays: days(7, 36_500).default(90),
        /** Types that AWS Backup opts in; `aws backup describe-region-settings` lists what the Region knows. */
        resourceTypes: z
          .array(text)
          .min(1)
          .default([...backupTypes]),
      })
      .prefault({}),
  }),
  ({ availabilityZones, zoneNames }) =>
    zoneNames === undefined || new Set(zoneNames).size === availabilityZones,
  "must name as many different zones in zoneNames as availabilityZones sets",
  "add or remove names, or leave zoneNames out",
);
