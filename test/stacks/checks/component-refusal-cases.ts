import { dayFromToday } from "../../../stacks/company/clock";
import { cluster, type Refusal, workload } from "./refusal";

const accepted = [{ value: "m7g.large", reason: "announced", expires: dayFromToday(30) }];

const sandbox = { readOnly: ["sandbox"], developer: ["sandbox"] };

/** A cluster that admits these permission sets and no others. */
function admitting(access: object): object {
  return { ...cluster, access: { readOnly: false, developer: false, ...access } };
}

/** A stack of people's access with other assignments. */
function assignments(groups: object): NonNullable<Refusal["stacks"]> {
  return { identity: { role: "identity", identity: { assignments: groups } } };
}

/** Values that only a component refused before, and settings that a guardrail refuses with its default. */
export const componentRefusals: readonly Refusal[] = [
  {
    title: "a role that the management stack gives rights, without an account",
    organization: { "accounts.backup": undefined },
    expected: {
      path: "organization.accounts",
      rule: "must have an account for backup",
      found: "management, ",
      remedy: "add an account backup, or list backup in the roles of another account",
    },
  },
  workload(
    "more replicas than ElastiCache allows",
    "cache.replicas",
    { cache: { replicas: 6 } },
    "must be a whole number from 1 to 5",
    "6",
    "ElastiCache allows five",
  ),
  {
    ...workload(
      "a node type of a cache without its prefix, although it is accepted",
      "cache.nodeType",
      { cache: { nodeType: "m7g.large" } },
      "must be a node type of ElastiCache",
      '"m7g.large"',
      'the nearest is "cache.',
    ),
    organization: { accepted },
  },
  {
    ...workload(
      "an instance class of a database without its prefix, although it is accepted",
      "database.instanceClass",
      { database: { instanceClass: "m7g.large" } },
      "must be an instance class of RDS",
      '"m7g.large"',
      'the nearest is "db.',
    ),
    organization: { accepted },
  },
  workload(
    "half of all addresses for the endpoint of a cluster",
    "cluster.publicAccessRanges",
    { cluster: { publicAccessRanges: ["0.0.0.0/1"] } },
    "a range larger than a /8",
    "0.0.0.0/1",
    "list the ranges of offices",
  ),
  workload(
    "logs of a cluster that a guardrail requires for longer",
    "cluster.logRetentionDays",
    { cluster: { ...cluster, logRetentionDays: 30 } },
    "must fit guardrail require-log-retention, whose minimumDays is 90",
    "30",
    "organization.guardrails.require-log-retention.exceptions",
  ),
  workload(
    "a database of production in one zone",
    "database.multiZone",
    { database: { multiZone: false } },
    "must fit guardrail require-multi-zone-databases",
    "false",
    "organization.guardrails.require-multi-zone-databases.exceptions",
  ),
  {
    title: "backups of a workload beside the originals",
    organization: {
      "accounts.sandbox.roles": ["workload", "backup"],
    },
    expected: {
      path: "Pulumi.sandbox.yaml: account",
      rule: "must not be the account of role backup",
      found: '"sandbox"',
      remedy: "an account of its own",
    },
  },
  {
    title: "more senders of mail than an identity has policies for",
    organization: { domain: `${"x".repeat(60)}.${"x".repeat(60)}.${"x".repeat(60)}.example.com` },
    stacks: {
      network: {
        role: "network",
        network: {
          mail: { senders: Array.from({ length: 400 }, (_, index) => `sender-${index}`) },
        },
      },
    },
    expected: {
      path: "Pulumi.network.yaml: network.mail.senders",
      rule: "at most 20 sending policies",
      found: "400 accounts",
      remedy: "that really send mail",
    },
  },
  {
    title: "a cluster that admits a permission set of no group in its account",
    stacks: {
      ...assignments({ security: { securityAudit: ["prod"] }, people: sandbox }),
      prod: { role: "workload", workload: { cluster: admitting({ readOnly: true }) } },
    },
    expected: {
      path: "Pulumi.prod.yaml: workload.cluster.access.readOnly",
      rule: "no group has this permission set in the account; assigned there: securityAudit",
      found: "true",
      remedy: "add the account to identity.assignments.<group>.readOnly in Pulumi.identity.yaml",
    },
  },
  {
    title: "a cluster that admits readers in an account without people",
    stacks: {
      ...assignments({ people: sandbox }),
      prod: { role: "workload", workload: { cluster: admitting({ readOnly: true }) } },
    },
    expected: {
      path: "Pulumi.prod.yaml: workload.cluster.access.readOnly",
      rule: "no group has this permission set in the account; assigned there: none",
      found: "true",
      remedy: "or set readOnly: false",
    },
  },
  workload(
    "a cluster of production that admits developers",
    "cluster.access.developer",
    { cluster: admitting({ developer: true }) },
    "no group has this permission set in the account; assigned there: ",
    "true",
    "set developer: false",
  ),
  workload(
    "a number of days that CloudWatch does not accept for logs of a cluster",
    "cluster.logRetentionDays",
    { cluster: { ...cluster, logRetentionDays: 91 } },
    "must be one of 30, 60, 90",
    "91",
    "CloudWatch accepts no other",
  ),
  {
    title: "a vault lock whose minimum exceeds its maximum",
    stacks: {
      backup: {
        role: "backup",
        backup: { lockMode: "governance", minimumRetentionDays: 366, maximumRetentionDays: 365 },
      },
    },
    expected: {
      path: "Pulumi.backup.yaml: backup",
      rule: "must have a minimumRetentionDays that is not above maximumRetentionDays",
      found: "366",
      remedy: "lower the minimum or raise the maximum",
    },
  },
  {
    title: "a trusted repository without the id of its organization",
    stacks: {
      operations: {
        role: "operations",
        operations: {
          github: {
            platform: { organization: "o", name: "p", repositoryId: "1", subjectFormat: "both" },
            applications: [
              { organization: "o", name: "p", repositoryId: "1", subjectFormat: "legacy" },
            ],
          },
        },
      },
    },
    expected: {
      path: "Pulumi.operations.yaml: operations.github.platform",
      rule: "must have an organizationId for the subject formats immutable and both",
      found: '"both"',
      remedy: "copy it from `gh api",
    },
  },
  {
    title: "an address of a contact that the API of contacts refuses",
    organization: { "contacts.billing.emailAddress": "a/b@example.org" },
    expected: {
      path: "organization.contacts.billing.emailAddress",
      rule: "must be an e-mail address that AWS accepts for a contact",
      found: '"a/b@example.org"',
      remedy: "before the @",
    },
  },
  {
    title: "a title of a contact in two lines",
    organization: { "contacts.billing.title": "Head\nof" },
    expected: {
      path: "organization.contacts.billing.title",
      rule: "must be one line of 1 to 50 characters",
      found: '"Head\\nof"',
      remedy: "write one line like Head of Operations",
    },
  },
  {
    title: "a version of Kubernetes that YAML reads as a number",
    stacks: { prod: { role: "workload", workload: { cluster: { version: 1.3 } } } },
    expected: {
      path: "Pulumi.prod.yaml: workload.cluster.version",
      rule: "must be text",
      found: "1.3",
      remedy: "in quotes, with all its digits: without quotes, YAML reads a number, and 1.30",
    },
  },
  {
    title: "a role in an account that lists none",
    organization: { "accounts.audit.roles": [] },
    expected: {
      path: "Pulumi.audit.yaml: role",
      rule: "must be one of the roles of account audit",
      found: '"audit"',
      remedy: "add it to organization.accounts.audit.roles",
    },
  },
  ...["management", "backup"].map((account) => ({
    title: `a range of the account ${account}, in which no workload may run`,
    organization: { [`addressPlan.spokes.${account}`]: "10.200.0.0/16" },
    expected: {
      path: `organization.addressPlan.spokes.${account}`,
      rule: "must belong to an account in which workloads may run",
      found: '"10.200.0.0/16"',
      remedy: "remove the range",
    },
  })),
  {
    title: "a range of an account of the platform without an environment",
    organization: { "addressPlan.spokes.operations": "10.200.0.0/16" },
    expected: {
      path: "organization.accounts.operations.environment",
      rule: "is required",
      found: "nothing",
      remedy: "without workloads in the account, remove its range instead",
    },
  },
  {
    title: "an organizational unit whose name has two lines",
    organization: { "organizationalUnits.Two\nLines": {} },
    expected: {
      path: "organization.organizationalUnits.Two\nLines",
      rule: "or has two lines",
      found: '"Two\\nLines"',
      remedy: "the line break",
    },
  },
];
