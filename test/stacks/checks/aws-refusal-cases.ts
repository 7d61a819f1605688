import { dayFromToday } from "../../../stacks/company/clock";
import type { Refusal } from "./refusal";

const cluster = { publicAccessRanges: ["198.51.100.0/24"] };
const newAccount = {
  organizationalUnit: "Workloads/NonProduction",
  environment: "sandbox",
  stack: "none",
};

/** A workload section with other nodes. */
function nodes(...instanceTypes: readonly string[]): Refusal["stacks"] {
  return {
    prod: { role: "workload", workload: { cluster: { ...cluster, nodes: { instanceTypes } } } },
  };
}

/** Values that AWS enumerates (first-use 7, public-reports B01 and B02). */
export const awsRefusals: readonly Refusal[] = [
  {
    title: "a home Region with a spelling mistake",
    organization: { homeRegion: "eu-centrl-1", governedRegions: ["eu-centrl-1"] },
    expected: {
      path: "organization.homeRegion",
      rule: "must be an AWS Region",
      found: '"eu-centrl-1"',
      remedy: 'the nearest is "eu-central-1"; a value that AWS has added since 20',
    },
  },
  {
    title: "a governed Region that AWS does not have",
    organization: { governedRegions: ["us-east-1", "us-west-9"] },
    expected: {
      path: "organization.governedRegions[1]",
      rule: "must be an AWS Region",
      found: '"us-west-9"',
      remedy: "belongs in organization.accepted",
    },
  },
  ...[
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
  ].map(([region = "", partition = ""]) => ({
    title: `a Region of the partition ${partition}, in which no person has tried the program`,
    organization: { homeRegion: region, governedRegions: [region] },
    expected: {
      path: "organization.governedRegions[0]",
      rule: `must be a Region of the partition aws: this program has not been tried in ${partition}`,
      found: `"${region}"`,
      remedy: "choose a Region such as us-east-1",
    },
  })),
  {
    // https://docs.aws.amazon.com/securityhub/latest/userguide/finding-aggregation-enable.html
    title: "a home Region from which Security Hub cannot be configured",
    organization: { homeRegion: "eu-central-2", governedRegions: ["eu-central-2"] },
    expected: {
      path: "organization.homeRegion",
      rule: "must be a Region that AWS enables in every account: Security Hub is configured from no other",
      found: '"eu-central-2"',
      remedy: "choose one of ap-northeast-1, ",
    },
  },
  {
    title: "a Region of a guardrail that AWS does not have",
    organization: { "guardrails.deny-region-toggles.regions": ["eu-south-3"] },
    expected: {
      path: "organization.guardrails.deny-region-toggles.regions[0]",
      rule: "must be an AWS Region",
      found: '"eu-south-3"',
      remedy: 'the nearest is "eu-south-',
    },
  },
  {
    title: "a Region of Identity Center that AWS does not have",
    stacks: { identity: { role: "identity", identity: { region: "us-east-7" } } },
    expected: {
      path: "Pulumi.identity.yaml: identity.region",
      rule: "must be an AWS Region",
      found: '"us-east-7"',
      remedy: 'the nearest is "us-east-',
    },
  },
  {
    title: "an instance type with a spelling mistake",
    stacks: nodes("t4g.lareg"),
    expected: {
      path: "Pulumi.prod.yaml: workload.cluster.nodes.instanceTypes[0]",
      rule: "must be an EC2 instance type",
      found: '"t4g.lareg"',
      remedy: 'the nearest is "t4g.large"',
    },
  },
  {
    title: "an instance type that the home Region does not offer",
    organization: { homeRegion: "eu-north-1", governedRegions: ["eu-north-1"] },
    stacks: nodes("c6a.large"),
    expected: {
      path: "Pulumi.prod.yaml: workload.cluster.nodes.instanceTypes[0]",
      rule: "must be an EC2 instance type that AWS offers in eu-north-1",
      found: '"c6a.large"',
      remedy: 'the nearest is "c',
    },
  },
  {
    title: "nodes of two processor architectures",
    stacks: nodes("m7g.large", "m7i.large"),
    expected: {
      path: "Pulumi.prod.yaml: workload.cluster.nodes.instanceTypes",
      rule: "must be of one processor architecture",
      found: '["m7g.large (arm64)","m7i.large (x86_64)"]',
      remedy: "choose types of one family",
    },
  },
  ...(
    [
      [
        "database",
        "instanceClass",
        "t4g.medium",
        'the nearest is "db.t4g.medium"',
        "an instance class of RDS",
      ],
      [
        "database",
        "instanceClass",
        "db.t4g.medum",
        'the nearest is "db.t4g.medium"',
        "an instance class of RDS",
      ],
      ["database", "engineVersion", "13", "use one of 14, 15", "a major version of PostgreSQL"],
      [
        "cache",
        "nodeType",
        "t4g.small",
        'the nearest is "cache.t4g.small"',
        "a node type of ElastiCache",
      ],
      ["cache", "engineVersion", "8.7", "use one of 7.2, 8.0", "a version of Valkey"],
    ] as const
  ).map(([section, key, value, guess, what]) => ({
    title: `${key} ${value} of a ${section}`,
    stacks: { prod: { role: "workload", workload: { cluster, [section]: { [key]: value } } } },
    expected: {
      path: `Pulumi.prod.yaml: workload.${section}.${key}`,
      rule: `must be ${what}`,
      found: `"${value}"`,
      remedy: guess,
    },
  })),
  {
    title: "a zone id of another Region",
    stacks: {
      prod: {
        role: "workload",
        workload: { cluster, availabilityZones: 2, zoneIds: ["use1-az1", "use2-az2"] },
      },
    },
    expected: {
      path: "Pulumi.prod.yaml: workload.zoneIds[1]",
      rule: "must be the id of a zone of ",
      found: '"use2-az2"',
      remedy: "use one of ",
    },
  },
  {
    title: "a zone id with a spelling mistake, without suggesting the zone that EKS refuses",
    stacks: {
      prod: {
        role: "workload",
        workload: { cluster, availabilityZones: 2, zoneIds: ["use1-az1", "use1-az9"] },
      },
    },
    expected: {
      path: "Pulumi.prod.yaml: workload.zoneIds[1]",
      rule: "must be the id of a zone of us-east-1",
      found: '"use1-az9"',
      remedy: "use one of use1-az1, use1-az2, use1-az4, use1-az5, use1-az6;",
    },
  },
  ...[
    "10.4.0.0/16",
    "100.64.3.0/24",
    "127.0.0.1/32",
    "169.254.0.0/16",
    "172.31.0.0/16",
    "192.168.7.0/24",
    "240.0.0.0/8",
  ].map((range) => ({
    title: `the range ${range} for the public endpoint of a cluster`,
    stacks: {
      prod: {
        role: "workload",
        workload: { cluster: { publicAccessRanges: ["198.51.100.0/24", range] } },
      },
    },
    expected: {
      path: "Pulumi.prod.yaml: workload.cluster.publicAccessRanges[1]",
      rule: "must be a range of public addresses",
      found: `"${range}"`,
      remedy: "or write [] for a private endpoint",
    },
  })),
  {
    title: "more ranges for the public endpoint than EKS allows",
    stacks: {
      prod: {
        role: "workload",
        workload: {
          cluster: {
            publicAccessRanges: Array.from({ length: 41 }, (_, number) => `52.0.${number}.0/24`),
          },
        },
      },
    },
    expected: {
      path: "Pulumi.prod.yaml: workload.cluster.publicAccessRanges",
      rule: "must list at most 40 ranges: EKS allows no more",
      found: "52.0.0.0/24",
      remedy: "join ranges",
    },
  },
  {
    title: "more zones than EKS accepts in the home Region",
    organization: { homeRegion: "us-west-1", governedRegions: ["us-west-1", "us-east-1"] },
    expected: {
      path: "Pulumi.prod.yaml: workload.availabilityZones",
      rule: "must be at most 2: EKS accepts no other zones of us-west-1 than usw1-az1 and usw1-az3",
      found: "3",
      remedy: "set availabilityZones: 2",
    },
  },
  {
    title: "an accepted value whose last day has passed",
    organization: {
      accepted: [{ value: "eu-west-9", reason: "announced", expires: dayFromToday(-1) }],
    },
    expected: {
      path: "organization.accepted[0].expires",
      rule: "must not be a past day",
      found: dayFromToday(-1),
      remedy: "take a newer version of this program",
    },
  },
  {
    title: "an accepted value that is listed twice",
    organization: {
      accepted: [1, 2].map((days) => ({
        value: "eu-west-9",
        reason: "announced",
        expires: dayFromToday(days),
      })),
    },
    expected: {
      path: "organization.accepted[1].value",
      rule: "must appear only once: accepted[0] names it too",
      found: '"eu-west-9"',
      remedy: "remove one of the two",
    },
  },
  {
    title: "an accepted value without a reason",
    organization: { accepted: [{ value: "eu-west-9", expires: dayFromToday(1) }] },
    expected: {
      path: "organization.accepted[0].reason",
      rule: "is required",
      found: "nothing",
      remedy: "add the key",
    },
  },
  {
    title: "more tags of an account than a resource can have",
    organization: {
      "accounts.prod.tags": Object.fromEntries(
        Array.from({ length: 44 }, (_, index) => [`Tag${index}`, "x"]),
      ),
    },
    expected: {
      path: "organization.accounts.prod.tags",
      rule: "results in more than 45 tags together with organization.tags.values",
      found: "50 tags",
      remedy: "remove tags here",
    },
  },
  {
    title: "more accounts that are not recorded yet than AWS Config leaves out",
    organization: Object.fromEntries(
      Array.from({ length: 1001 }, (_, index) => [`accounts.new-${index}`, newAccount]),
    ),
    expected: {
      path: "organization.accounts",
      rule: "must leave out at most 1000 accounts from the AWS Config rules for the organization",
      found: " accounts",
      remedy: "set credentials: deployment on them",
    },
  },
  {
    title: "a guardrail of few accounts beside more others than AWS Config leaves out",
    organization: {
      ...Object.fromEntries(
        Array.from({ length: 1001 }, (_, index) => [
          `accounts.other-${index}`,
          { ...newAccount, credentials: "deployment" },
        ]),
      ),
      "guardrails.require-imdsv2.environments": ["production"],
    },
    expected: {
      path: "organization.accounts",
      rule: "must leave out at most 1000 accounts from the AWS Config rules for production",
      found: " accounts",
      remedy: "to more environments or OUs",
    },
  },
  // public-reports B14, B20
  ...(
    [
      ["name", 64],
      ["title", 50],
    ] as const
  ).map(([key, most]) => ({
    title: `a contact's ${key} of more than ${most} characters`,
    organization: { [`contacts.security.${key}`]: "x".repeat(most + 1) },
    expected: {
      path: `organization.contacts.security.${key}`,
      rule: `must be one line of 1 to ${most} characters`,
      found: "xxxx",
      remedy: "shorten it",
    },
  })),
  {
    title: "an OU whose name is empty",
    organization: { "organizationalUnits.A//B": {} },
    expected: {
      path: "organization.organizationalUnits.A//B",
      rule: 'the name must be names of 1 to 128 characters, joined with "/"',
      found: '"A//B"',
      remedy: 'without "/" at the beginning or the end',
    },
  },
  {
    title: "an OU whose name ends with a space",
    organization: { "organizationalUnits.Sécurité (fermé) /B": {} },
    expected: {
      path: "organization.organizationalUnits.Sécurité (fermé) /B",
      rule: "the name must not contain a name that begins or ends with a space",
      found: '"Sécurité (fermé) /B"',
      remedy: "remove the space",
    },
  },
  {
    title: "a domain too long for the certificate of an account",
    organization: { domain: `${"x".repeat(52)}.example`, email: "aws+{account}@example.com" },
    expected: {
      path: "organization.domain",
      rule: "results in a certificate name of 65 characters: AWS allows at most 64",
      found: "prod.xxxx",
      remedy: "choose a shorter name",
    },
  },
  {
    title: "a public name too long for a certificate",
    stacks: {
      prod: { role: "workload", workload: { cluster, publicAliases: ["x".repeat(60)] } },
    },
    expected: {
      path: "Pulumi.prod.yaml: workload.publicAliases",
      rule: "results in a certificate name of ",
      found: "xxxx",
      remedy: "choose a shorter name",
    },
  },
  // first-use 9
  {
    title: "approved Regions without a governed one",
    organization: { "guardrails.approved-regions.regions": ["us-east-1"] },
    expected: {
      path: "organization.guardrails.approved-regions.regions",
      rule: ", because of organization.governedRegions",
      found: '["us-east-1"]',
      remedy: "change the parameter or organization.governedRegions",
    },
  },
  {
    title: "a guardrail that denies the nodes of a cluster",
    organization: { "guardrails.deny-large-instances.instanceTypes": ["t4g.*"] },
    expected: {
      path: "organization.guardrails.deny-large-instances.instanceTypes",
      rule: "must not match t4g.large, because of workload.cluster.nodes.instanceTypes",
      found: '["t4g.*"]',
      remedy: "exempt the account with an exception",
    },
  },
  {
    title: "required tags that no resource gets",
    organization: { "guardrails.require-tags.keys": ["Environment", "Team"] },
    expected: {
      path: "organization.guardrails.require-tags.keys",
      rule: "must contain only keys of organization.tags.values, Environment, ManagedBy and platform:managed-by, not Team",
      found: '["Environment","Team"]',
      remedy: "set a value for the key",
    },
  },
];
