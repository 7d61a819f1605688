import { cluster, type Refusal, workload } from "./refusal";

function nodes(changes: object): object {
  return { cluster: { ...cluster, nodes: changes } };
}

const types = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];
const manyTypes = ["m7g", "m6g", "c7g"].flatMap((family) =>
  types.map((size) => `${family}.${size}`),
);

/** Schedules, numbers and lists that AWS refuses, and instance types that cannot be nodes. */
export const sizeRefusals: readonly Refusal[] = [
  ...["banana", "0 2 * * *", "99 25 * * ? *", "0 2 31 2 ? *"].map((fields) =>
    workload(
      `backups by cron(${fields})`,
      "backup.schedule",
      { backup: { schedule: `cron(${fields})` } },
      "must be a cron expression of AWS",
      `"cron(${fields})"`,
      "write it like cron(0 3 * * ? *)",
    ),
  ),
  workload(
    "backups at every hour, which leave no room for the database's own windows",
    "backup.schedule",
    { backup: { schedule: "cron(0 * * * ? *)" } },
    "must leave room between its jobs",
    '"cron(0 * * * ? *)"',
    "name fewer times",
  ),
  workload(
    "backups at a rate, which AWS Backup does not take",
    "backup.schedule",
    { backup: { schedule: "rate(1 day)" } },
    "must be a cron expression of AWS",
    '"rate(1 day)"',
    "AWS Backup takes no rate(...)",
  ),
  workload(
    "more storage of a database than a volume has",
    "database.storage",
    { database: { storage: 100_000 } },
    "must be a whole number of gibibytes from 20 to 65536",
    "100000",
    "choose a size that RDS allows",
  ),
  workload(
    "a larger growth of a database than a volume has",
    "database.maximumStorage",
    { database: { maximumStorage: 900_000 } },
    "must be a whole number of gibibytes from 20 to 65536",
    "900000",
    "choose a size that RDS allows",
  ),
  workload(
    "a database that may grow by less than a tenth",
    "database",
    { database: { storage: 100, maximumStorage: 109 } },
    "must have a maximumStorage at least a tenth above storage",
    "109",
    "raise maximumStorage or lower storage",
  ),
  workload(
    "a database that is too large to grow",
    "database",
    { database: { storage: 60_000 } },
    "must have a maximumStorage at least a tenth above storage",
    "60000",
    "raise maximumStorage or lower storage",
  ),
  workload(
    "a node's volume above the largest",
    "cluster.nodes.diskSize",
    nodes({ diskSize: 100_000 }),
    "must be a whole number of gibibytes from 20 to 65536",
    "100000",
    "a gp3 volume has no larger size",
  ),
  workload(
    "more nodes than EKS allows in one group",
    "cluster.nodes.maximum",
    nodes({ maximum: 5000 }),
    "must be a whole number from 1 to 450",
    "5000",
    "the quota of EKS",
  ),
  ...(
    [
      ["fewer nodes than their minimum", { minimum: 3, desired: 2 }, "3 to 10", "2"],
      ["more nodes than their maximum", { desired: 11 }, "3 to 10", "11"],
    ] as const
  ).map(([title, changes, range, found]) =>
    workload(
      title,
      "cluster.nodes.desired",
      nodes(changes),
      `must be from minimum to maximum, ${range}`,
      found,
      "change the number, or remove desired",
    ),
  ),
  workload(
    "a control plane in more zones than its network",
    "cluster.controlPlaneZones",
    { availabilityZones: 2, cluster: { ...cluster, controlPlaneZones: 3 } },
    "must be at most availabilityZones, 2",
    "3",
    "remove controlPlaneZones",
  ),
  workload(
    "more instance types than EKS takes for one group",
    "cluster.nodes.instanceTypes",
    nodes({ instanceTypes: manyTypes }),
    "must have at most 20 entries, not 21",
    '["m7g.large"',
    "remove entries",
  ),
  ...(
    [
      ["t1.micro", "the add-ons run four on every node"],
      ["t4g.nano", "the add-ons run four on every node"],
      ["a1.large", "Amazon Linux 2023 supports no a1"],
      ["mac2.metal", "no image of EKS supports Macs"],
      ["p3.2xlarge", "the image of the nodes has no drivers for accelerators"],
      ["g4dn.xlarge", "the image of the nodes has no drivers for accelerators"],
      ["inf2.xlarge", "the image of the nodes has no drivers for accelerators"],
    ] as const
  ).map(([type, reason]) =>
    workload(
      `nodes of ${type}`,
      "cluster.nodes.instanceTypes[0]",
      nodes({ instanceTypes: [type] }),
      reason,
      `"${type}"`,
      "choose a type such as m7g.large",
    ),
  ),
  workload(
    "more public names than a load balancer has certificates for",
    "publicAliases",
    { publicAliases: Array.from({ length: 26 }, (_, index) => `name${index}`) },
    "must have at most 25 entries, not 26",
    '["name0"',
    "remove entries",
  ),
  {
    title: "a budget that AWS Budgets cannot read",
    organization: { "cost.monthlyBudget": 1e30 },
    expected: {
      path: "organization.cost.monthlyBudget",
      rule: "must be a whole number of US dollars from 1 to 1000000000",
      found: "1e+30",
      remedy: "write the sum that a usual month stays below",
    },
  },
  {
    title: "a quota of more characters than a policy may have",
    organization: { policyQuotas: { TAG_POLICY: { documentCharacters: 1_000_001 } } },
    expected: {
      path: "organization.policyQuotas.TAG_POLICY.documentCharacters",
      rule: "must be a whole number from 1 to 1000000",
      found: "1000001",
      remedy: "write a number without quotes",
    },
  },
];
