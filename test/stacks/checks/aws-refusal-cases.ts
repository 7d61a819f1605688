import { dayFromToday } from "../../../stacks/company/clock";
import type { Refusal } from "./refusal";

const cluster = { publicAccessRanges: ["198.51.100.0/24"] };

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
    organization: { homeRegion: "mx-central-1", governedRegions: ["mx-central-1"] },
    stacks: nodes("c5a.large"),
    expected: {
      path: "Pulumi.prod.yaml: workload.cluster.nodes.instanceTypes[0]",
      rule: "must be an EC2 instance type that AWS offers in mx-central-1",
      found: '"c5a.large"',
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
      rule: "must be the id of a zone of us-east-1",
      found: '"use2-az2"',
      remedy: "use one of use1-az1, use1-az2",
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
];
