import { dayFromToday } from "../../../stacks/company/clock";
import { awsRefusals } from "./aws-refusal-cases";
import { componentRefusals } from "./component-refusal-cases";
import { defaultRefusals } from "./default-refusal-cases";
import { guardrailRefusals } from "./guardrail-refusal-cases";
import { lengthRefusals } from "./length-refusal-cases";
import { idRefusals } from "./id-refusal-cases";
import { type Refusal, workload } from "./refusal";
import { renamingRefusals } from "./renaming-refusal-cases";
import { sizeRefusals } from "./size-refusal-cases";

/** A valid workload section with changes. */
export function workloadSection(
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    cluster: { publicAccessRanges: ["198.51.100.0/24"] },
    ...changes,
  };
}

export const refusals: readonly Refusal[] = [
  {
    title: "a stack of another project in an account that does not exist",
    organization: { accountsByStack: { "shop/dev": "sandbx" } },
    expected: {
      path: "organization.accountsByStack.shop/dev",
      rule: "must be one of organization.accounts",
      found: '"sandbx"',
      remedy: 'did you mean "sandbox"?',
    },
  },
  {
    title: "a stack of another project without its project",
    organization: { accountsByStack: { dev: "sandbox" } },
    expected: {
      path: "organization.accountsByStack.dev",
      rule: "must be a stack with its project, <project>/<stack>",
      found: '"dev"',
      remedy: "write it like shop/dev, or shop-*/prod",
    },
  },
  {
    title: "a state bucket whose name S3 does not accept",
    organization: { "state.backend": "s3://My_State?region=us-east-1" },
    expected: {
      path: "organization.state.backend",
      rule: "must contain the name of a bucket: 3 to 63 lower-case letters",
      found: '"s3://My_State?region=us-east-1"',
      remedy: "write it like s3://my-state-bucket?region=us-east-1",
    },
  },
  {
    title: "the ARN of a key after two slashes",
    organization: {
      "state.secretsProvider": "awskms://arn:aws:kms:us-east-1:210987654321:alias/x",
    },
    expected: {
      path: "organization.state.secretsProvider",
      rule: "must contain an alias, the id or the ARN of a key",
      found: "awskms://arn:aws:kms",
      remedy: "an ARN follows three slashes",
    },
  },
  {
    title: "a key that is neither an alias nor an id",
    organization: { "state.secretsProvider": "awskms://state-key?region=us-east-1" },
    expected: {
      path: "organization.state.secretsProvider",
      rule: "must contain an alias, the id or the ARN of a key",
      found: '"awskms://state-key?region=us-east-1"',
      remedy: "write it like awskms://alias/my-state?region=us-east-1",
    },
  },
  {
    title: "a secrets provider by the name of Pulumi Cloud, which its CLI does not take",
    organization: {
      "state.backend": "https://api.pulumi.com",
      "state.secretsProvider": "service",
    },
    expected: {
      path: "organization.state.secretsProvider",
      rule: "must be a secrets provider by a name that the Pulumi CLI takes",
      found: '"service"',
      remedy: "or write default, with a backend of Pulumi Cloud",
    },
  },
  {
    title: "the secrets provider of the backend, with a backend that has none",
    organization: { "state.secretsProvider": "default" },
    expected: {
      path: "organization.state.secretsProvider",
      rule: "must not be default with this backend",
      found: '"default" with "s3://',
      remedy: "write the address of a key",
    },
  },
  {
    title: "a misspelt Region of the state's bucket",
    organization: { "state.backend": "s3://acme-state?region=us-eest-1" },
    expected: {
      path: "organization.state.backend",
      rule: "must be an AWS Region",
      found: '"us-eest-1"',
      remedy: 'the nearest is "us-east-1"; a value that AWS has added since',
    },
  },
  {
    title: "a misspelt Region of the state's key",
    organization: { "state.secretsProvider": "awskms://alias/acme?region=eu-centrl-1" },
    expected: {
      path: "organization.state.secretsProvider",
      rule: "must be an AWS Region",
      found: '"eu-centrl-1"',
      remedy: 'the nearest is "eu-central-1"',
    },
  },
  {
    title: "an unknown key, with the nearest known one",
    organization: { homeRegion: undefined, homeRegoin: "us-east-1" },
    expected: {
      path: "organization.homeRegoin",
      rule: "unknown key",
      found: '"us-east-1"',
      remedy: 'did you mean "homeRegion"?',
    },
  },
  {
    title: "an unknown key deep in an account",
    organization: {
      "accounts.prod.environment": undefined,
      "accounts.prod.enviroment": "production",
    },
    expected: {
      path: "organization.accounts.prod.enviroment",
      rule: "unknown key",
      found: '"production"',
      remedy: 'did you mean "environment"?',
    },
  },
  {
    title: "a key beside the only one that an object can have",
    stacks: {
      operations: {
        role: "operations",
        operations: {
          images: ["web"],
          renamedImages: { web: { formerly: ["site"], colour: "red" } },
        },
      },
    },
    expected: {
      path: "Pulumi.operations.yaml: operations.renamedImages.web.colour",
      rule: "unknown key",
      found: '"red"',
      remedy: "remove it: the keys that are possible here are all set (formerly)",
    },
  },
  {
    title: "the switch of the hub in the form of 0.1.0",
    stacks: {
      network: { role: "network", account: "network", network: { transitHub: { enabled: false } } },
    },
    expected: {
      path: "Pulumi.network.yaml: network.transitHub",
      rule: "is a key of an older release",
      found: '{"enabled":false}',
      remedy: "set organization.connectivity in Pulumi.yaml: transit-gateway for enabled: true",
    },
  },
  workload(
    "zones by their names, as in 0.1.0",
    "zoneNames",
    { zoneNames: ["a", "b"] },
    "is a key of an older release",
    '["a","b"]',
    "write zoneIds: the ids of these zones in the same order",
  ),
  {
    title: "a way to connect networks that the program does not have",
    organization: { connectivity: "peering" },
    expected: {
      path: "organization.connectivity",
      rule: "must be one of none, transit-gateway",
      found: '"peering"',
      remedy: "write for example connectivity: none",
    },
  },
  {
    title: "a key where none is possible",
    stacks: { management: { role: "management", management: { colour: "red" } } },
    expected: {
      path: "Pulumi.management.yaml: management.colour",
      rule: "unknown key",
      found: '"red"',
      remedy: "remove it: no key is possible here",
    },
  },
  {
    title: "a key beside all that a stack can have",
    stacks: {
      backup: {
        role: "backup",
        account: "backup",
        backup: { lockMode: "governance" },
        colour: "red",
      },
    },
    expected: {
      path: "Pulumi.backup.yaml: colour",
      rule: "unknown key for role backup",
      found: '"red"',
      remedy: "remove it: the keys that are possible here are all set (account, backup, role)",
    },
  },
  {
    title: "an unknown key of a stack",
    stacks: { backup: { role: "backup", bakcup: {} } },
    expected: {
      path: "Pulumi.backup.yaml: bakcup",
      rule: "unknown key for role backup",
      found: "{}",
      remedy: 'did you mean "backup"?',
    },
  },
  {
    title: "an unknown key of a stack's section",
    stacks: { "log-archive": { role: "log-archive", logArchive: { retention: 365 } } },
    expected: {
      path: "Pulumi.log-archive.yaml: logArchive.retention",
      rule: "unknown key",
      found: "365",
      remedy: 'did you mean "retentionDays"?',
    },
  },
  {
    title: "an unknown role",
    stacks: { prod: { role: "worklod" } },
    expected: {
      path: "Pulumi.prod.yaml: role",
      rule: "unknown role",
      found: '"worklod"',
      remedy: 'did you mean "workload"?',
    },
  },
  {
    title: "a key role with a spelling mistake",
    stacks: { backup: { roel: "backup", backup: { lockMode: "governance" } } },
    expected: {
      path: "Pulumi.backup.yaml: roel",
      rule: "unknown key for role backup",
      found: '"backup"',
      remedy: 'did you mean "role"?',
    },
  },
  {
    title: "a mistake in the section of a stack without a role",
    stacks: { identity: { identity: { asignments: {} } } },
    expected: {
      path: "Pulumi.identity.yaml: identity.asignments",
      rule: "unknown key",
      found: "{}",
      remedy: 'did you mean "assignments"?',
    },
  },
  {
    title: "a stack without a role",
    stacks: { network: {} },
    expected: {
      path: "Pulumi.network.yaml: role",
      rule: "is required",
      found: "nothing",
      remedy: "add platform:role: network",
    },
  },
  {
    title: "an account that does not exist",
    stacks: { prod: { role: "workload", account: "prodd" } },
    expected: {
      path: "Pulumi.prod.yaml: account",
      rule: "must be an account of organization.accounts",
      found: '"prodd"',
      remedy: 'did you mean "prod"?',
    },
  },
  {
    title: "an assignment to an account that does not exist",
    stacks: {
      identity: {
        role: "identity",
        identity: { assignments: { developers: { readOnly: ["sandbx"] } } },
      },
    },
    expected: {
      path: "Pulumi.identity.yaml: identity.assignments.developers.readOnly",
      rule: "must name accounts of organization.accounts",
      found: '"sandbx"',
      remedy: 'did you mean "sandbox"?',
    },
  },
  {
    title: "two accounts with one e-mail, letter case ignored",
    organization: { "accounts.prod.email": "AWS+Sandbox@example.com" },
    expected: {
      path: "organization.accounts.sandbox.email",
      rule: "must differ from the address of account prod",
      found: '"aws+sandbox@example.com"',
      remedy: "set another address",
    },
  },
  {
    title: "an e-mail longer than 64 characters with the account's key in it",
    organization: {
      email: `aws+{account}@${"mail.".repeat(9)}example.com`,
      "accounts.operations.name": "Operations",
    },
    expected: {
      path: "organization.accounts.log-archive.email",
      rule: "must have at most 64 characters after {account} is replaced",
      found: "aws+log-archive@",
      remedy: "shorten organization.email",
    },
  },
  {
    title: "an e-mail longer than 64 characters as written",
    organization: { "accounts.prod.email": `${"a".repeat(60)}@example.com` },
    expected: {
      path: "organization.accounts.prod.email",
      rule: "must be an e-mail address of 6 to 64 ASCII characters",
      found: "aaaa",
      remedy: "use plus addressing",
    },
  },
  {
    title: "an OU that does not exist",
    organization: { "accounts.prod.organizationalUnit": "Workloads/Prodction" },
    expected: {
      path: "organization.accounts.prod.organizationalUnit",
      rule: "must be one of organization.organizationalUnits",
      found: '"Workloads/Prodction"',
      remedy: 'did you mean "Workloads/Production"?',
    },
  },
  {
    title: "an OU more than five levels below the root",
    organization: { "organizationalUnits.A/B/C/D/E/F": {} },
    expected: {
      path: "organization.organizationalUnits.A/B/C/D/E/F",
      rule: "the name must have at most 5 levels",
      found: '"A/B/C/D/E/F"',
      remedy: "AWS nests no deeper",
    },
  },
  {
    title: "a home Region outside the governed ones",
    organization: { homeRegion: "eu-central-1" },
    expected: {
      path: "organization.homeRegion",
      rule: "must be one of the governed Regions",
      found: '"eu-central-1"',
      remedy: "add it to organization.governedRegions",
    },
  },
  {
    title: "an Identity Center Region outside the governed ones",
    stacks: { identity: { role: "identity", identity: { region: "eu-west-1" } } },
    expected: {
      path: "Pulumi.identity.yaml: identity.region",
      rule: "must be one of the governed Regions",
      found: '"eu-west-1"',
      remedy: "us",
    },
  },
  {
    title: "overlapping address ranges",
    organization: { "addressPlan.spokes.prod": "10.16.0.0/17" },
    expected: {
      path: "organization.addressPlan.spokes.prod",
      rule: "must not overlap the range of sandbox, 10.16.0.0/16",
      found: '"10.16.0.0/17"',
      remedy: "change one of the two",
    },
  },
  {
    title: "an address range too small for four subnet tiers",
    organization: { "addressPlan.spokes.prod": "10.32.0.0/24" },
    expected: {
      path: "organization.addressPlan.spokes.prod",
      rule: "must be a /16 to a /20",
      found: '"10.32.0.0/24"',
      remedy: "10.32.0.0/16",
    },
  },
  {
    title: "an address range outside the pool",
    organization: { "addressPlan.spokes.prod": "192.168.0.0/16" },
    expected: {
      path: "organization.addressPlan.spokes.prod",
      rule: "must lie inside organization.addressPlan.pool, ",
      found: '"192.168.0.0/16"',
      remedy: "choose a range inside the pool",
    },
  },
  {
    title: "an address range that does not begin with its first address",
    organization: { "addressPlan.spokes.prod": "10.32.7.0/16" },
    expected: {
      path: "organization.addressPlan.spokes.prod",
      rule: "must be an IPv4 range in CIDR notation that begins with its first address",
      found: '"10.32.7.0/16"',
      remedy: "write it like 10.32.0.0/16",
    },
  },
  {
    title: "a name that results in a bucket name longer than AWS allows",
    organization: { name: "the-very-long-name-of-a-company" },
    expected: {
      path: "organization.name",
      rule: "results in a bucket name of",
      found: "the-very-long-name-of-a-company-",
      remedy: "choose a shorter name",
    },
  },
  {
    title: "an account key that results in a cache user longer than AWS allows",
    organization: { [`accounts.${"a".repeat(38)}`]: { organizationalUnit: "Shared" } },
    expected: {
      path: `organization.accounts.${"a".repeat(38)}`,
      rule: "results in a cache user's name of 48 characters: AWS allows at most 40",
      found: "aaa-cache",
      remedy: "choose a shorter name",
    },
  },
  {
    title: "two accounts with one id",
    organization: { "accounts.network.id": "000000000000", "accounts.network.bootstrapRole": "X" },
    expected: {
      path: "organization.accounts.network.id",
      rule: "must differ from the id of account management",
      found: '"000000000000"',
      remedy: "set each account's own id",
    },
  },
  {
    title: "one role built in two accounts",
    organization: {
      "accounts.audit.roles": ["audit", "network"],
      "accounts.network.roles": ["network"],
    },
    expected: {
      path: "organization.accounts.network.roles",
      rule: "must not name network: account audit already lists it",
      found: '["network"]',
      remedy: "list each role in one account only",
    },
  },
  {
    title: "a pool of public addresses",
    organization: { "addressPlan.pool": "8.0.0.0/6" },
    expected: {
      path: "organization.addressPlan.pool",
      rule: "must lie inside 10.0.0.0/8",
      found: '"8.0.0.0/6"',
      remedy: "choose a private range",
    },
  },
  {
    title: "a tag whose value the program sets",
    organization: { "tags.values.ManagedBy": "hand" },
    expected: {
      path: "organization.tags.values.ManagedBy",
      rule: "must not be Environment, ManagedBy or platform:managed-by",
      found: '"ManagedBy"',
      remedy: "remove it",
    },
  },
  {
    title: "an entry that appears twice in a list",
    organization: { "cost.emails": ["aws+billing@example.com", "aws+billing@example.com"] },
    expected: {
      path: "organization.cost.emails",
      rule: "must contain no entry twice",
      found: "aws+billing@example.com",
      remedy: "remove the repeated entry",
    },
  },
  {
    title: "a role that is a word of JavaScript",
    stacks: { prod: { role: "constructor" } },
    expected: {
      path: "Pulumi.prod.yaml: role",
      rule: "unknown role",
      found: '"constructor"',
      remedy: "use one of",
    },
  },
  {
    title: "one public name published by two stacks",
    stacks: Object.fromEntries(
      ["prod", "sandbox"].map((stack) => [
        stack,
        {
          role: "workload",
          workload: {
            publicAliases: ["www"],
            cluster: { publicAccessRanges: ["198.51.100.0/24"] },
          },
        },
      ]),
    ),
    expected: {
      path: "Pulumi.sandbox.yaml: workload.publicAliases",
      rule: "stack prod already publishes this one",
      found: '"www"',
      remedy: "remove it from one of the two stacks",
    },
  },
  {
    title: "one public name twice in a stack",
    stacks: {
      prod: {
        role: "workload",
        workload: {
          publicAliases: ["www", "www"],
          cluster: { publicAccessRanges: ["198.51.100.0/24"] },
        },
      },
    },
    expected: {
      path: "Pulumi.prod.yaml: workload.publicAliases",
      rule: "must contain no name twice",
      found: '"www"',
      remedy: "remove the repeated name",
    },
  },
  {
    title: "a bad account id",
    organization: { "accounts.prod.id": "12345" },
    expected: {
      path: "organization.accounts.prod.id",
      rule: "must be a 12-digit AWS account id in quotes",
      found: '"12345"',
      remedy: "quote it",
    },
  },
  {
    title: "an account id that YAML has read as a number",
    organization: { "accounts.prod.id": 12345678901 },
    expected: {
      path: "organization.accounts.prod.id",
      rule: "must be text",
      found: "12345678901",
      remedy: "put it in quotes",
    },
  },
  {
    title: "an existing account without a role to bootstrap it",
    organization: { "accounts.prod.id": "123456789012" },
    expected: {
      path: "organization.accounts.prod.bootstrapRole",
      rule: "is required for an existing account",
      found: "nothing",
      remedy: "OrganizationAccountAccessRole",
    },
  },
  {
    title: "a guardrail parameter of the wrong type",
    organization: { "guardrails.approved-regions.regions": "us-east-1" },
    expected: {
      path: "organization.guardrails.approved-regions.regions",
      rule: "must be a list",
      found: '"us-east-1"',
      remedy: "put it in brackets: [us-east-1]",
    },
  },
  {
    title: "an unknown guardrail",
    organization: { "guardrails.deny-root-users.enabled": false },
    expected: {
      path: "organization.guardrails.deny-root-users",
      rule: "unknown key",
      found: '{"enabled":false}',
      remedy: 'did you mean "deny-root-user"?',
    },
  },
  {
    title: "a guardrail for an OU that does not exist",
    organization: { "guardrails.deny-root-user.organizationalUnits": ["Workload"] },
    expected: {
      path: "organization.guardrails.deny-root-user.organizationalUnits[0]",
      rule: "must be one of organization.organizationalUnits",
      found: '"Workload"',
      remedy: 'did you mean "Workloads"?',
    },
  },
  {
    title: "an exception for an account that does not exist",
    organization: {
      "guardrails.deny-root-user.exceptions": [
        { account: "prd", reason: "none", expires: "2026-12-31" },
      ],
    },
    expected: {
      path: "organization.guardrails.deny-root-user.exceptions[0].account",
      rule: "must be one of organization.accounts",
      found: '"prd"',
      remedy: 'did you mean "prod"?',
    },
  },
  {
    title: "an exception for the management account",
    organization: {
      "guardrails.deny-root-user.exceptions": [
        { account: "management", reason: "none", expires: "2026-12-31" },
      ],
    },
    expected: {
      path: "organization.guardrails.deny-root-user.exceptions[0].account",
      rule: "must be a member account: no organization policy applies to the management account",
      found: '"management"',
      remedy: "remove it",
    },
  },
  {
    title: "an exception whose last day is not a date",
    organization: {
      "guardrails.deny-root-user.exceptions": [
        { account: "prod", reason: "none", expires: "next year" },
      ],
    },
    expected: {
      path: "organization.guardrails.deny-root-user.exceptions[0].expires",
      rule: "must be a date",
      found: '"next year"',
      remedy: "write its last day like 2026-12-31",
    },
  },
  // first-use 14: 2099-01-01 was accepted.
  ...[
    ["until 2099", "2099-01-01"],
    ["until an unquoted date in 2099", "2099-01-01T00:00:00Z"],
    ["for one more day", dayFromToday(367)],
  ].map(([until = "", expires = ""]) => ({
    title: `an exception that lasts longer than 366 days, ${until}`,
    organization: {
      "guardrails.deny-root-user.exceptions": [{ account: "prod", reason: "none", expires }],
    },
    expected: {
      path: "organization.guardrails.deny-root-user.exceptions[0].expires",
      rule: "must be at most 366 days ahead",
      found: `"${expires}"`,
      remedy: "choose an earlier day",
    },
  })),
  {
    title: "an opt-in guardrail that is on without its required parameter",
    organization: { "guardrails.allow-services.enabled": true },
    expected: {
      path: "organization.guardrails.allow-services.services",
      rule: "is required: IAM prefixes of the allowed services",
      found: "nothing",
      remedy: "add the key, or remove enabled: true",
    },
  },
  ...guardrailRefusals,
  ...awsRefusals,
  ...lengthRefusals,
  ...sizeRefusals,
  ...idRefusals,
  ...renamingRefusals,
  ...defaultRefusals,
  ...componentRefusals,
  {
    title: "organization given in a stack file",
    stacks: { prod: { role: "workload", organization: { name: "other" } } },
    expected: {
      path: "Pulumi.prod.yaml: organization",
      rule: "must not be set in a stack file: it would replace the whole organization",
      found: '{"name":"other"}',
      remedy: "move it to config.organization of Pulumi.yaml",
    },
  },
  {
    title: "two stacks that build the same role for one account",
    stacks: { prod2: { role: "workload", account: "prod", workload: workloadSection() } },
    expected: {
      path: "Pulumi.prod2.yaml: role",
      rule: "must differ: stack prod already builds role workload in account prod",
      found: '"workload"',
      remedy: "choose another account",
    },
  },
  {
    title: "a role's only stack under another name",
    stacks: { network: undefined, net: { role: "network", account: "network" } },
    expected: {
      path: "Pulumi.net.yaml",
      rule: "must be the stack network",
      found: '"net"',
      remedy: "rename it to Pulumi.network.yaml",
    },
  },
  {
    title: "a stack that is missing although other stacks read its outputs",
    stacks: { backup: undefined },
    expected: {
      path: "Pulumi.backup.yaml",
      rule: "outputs of role backup",
      found: "nothing",
      remedy: "add the file with role: backup",
    },
  },
  {
    title: "a trusted repository without its id",
    stacks: {
      operations: {
        role: "operations",
        operations: { github: { platform: { organization: "example", name: "platform" } } },
      },
    },
    expected: {
      path: "Pulumi.operations.yaml: operations.github.platform.repositoryId",
      rule: "is required",
      found: "nothing",
      remedy: "add the key; copy it from `gh api",
    },
  },
  {
    title: "images that no role may push",
    stacks: { operations: { role: "operations", operations: { images: ["web"] } } },
    expected: {
      path: "Pulumi.operations.yaml: operations",
      rule: "must have github when it lists images",
      found: '{"images":["web"]}',
      remedy: "add github with the repository that builds them",
    },
  },
  {
    title: "stacks that share an account whose roles are not listed",
    organization: { "accounts.network.roles": undefined },
    stacks: { operations: { role: "operations", account: "network" } },
    expected: {
      path: "organization.accounts.network.roles",
      rule: "must list operations",
      found: "nothing",
      remedy: "add roles: [operations]",
    },
  },
  {
    title: "a required tag without a value",
    organization: { "tags.required": ["DataClass"] },
    expected: {
      path: "organization.tags.values.DataClass",
      rule: "is required by organization.tags.required",
      found: "nothing",
      remedy: "set a value here",
    },
  },
  {
    title: "a backup copy that the isolated vault's lock would refuse",
    stacks: {
      prod: { role: "workload", workload: workloadSection({ backup: { copyRetentionDays: 30 } }) },
    },
    expected: {
      path: "Pulumi.prod.yaml: workload.backup.copyRetentionDays",
      rule: "must be from 35 to 365 days: the lock of the isolated vault",
      found: "30",
      remedy: "choose 35 to 365",
    },
  },
  {
    title: "a stack file that keeps the credentials of a preview",
    stacks: { network: { role: "network", credentials: "preview" } },
    expected: {
      path: "Pulumi.network.yaml: credentials",
      rule: "must not be in a file",
      found: '"preview"',
      remedy: "PLATFORM_CREDENTIALS=preview",
    },
  },
  {
    title: "a stack that chooses another role to deploy with",
    stacks: { network: { role: "network", credentials: "deployment" } },
    expected: {
      path: "Pulumi.network.yaml: credentials",
      rule: 'must be "preview"',
      found: '"deployment"',
      remedy: "organization.accounts.<name>.credentials",
    },
  },
  ...[
    ["us-east-1", "use1-az3", "use1-az1"],
    ["us-west-1", "usw1-az2", "usw1-az1"],
    ["ca-central-1", "cac1-az3", "cac1-az1"],
  ].map(([region = "", zone = "", other = ""]) => ({
    title: `the zone of ${region} that EKS refuses`,
    organization: { homeRegion: region, governedRegions: [region, "us-west-2"] },
    stacks: {
      prod: {
        role: "workload",
        workload: workloadSection({ availabilityZones: 2, zoneIds: [other, zone] }),
      },
    },
    expected: {
      path: "Pulumi.prod.yaml: workload.zoneIds",
      rule: `must not contain ${zone}: EKS accepts no subnets in this zone`,
      found: `["${other}","${zone}"]`,
      remedy: `choose another zone of ${region}`,
    },
  })),
  {
    title: "an alias that is the delegated subdomain of an account",
    stacks: {
      prod: {
        role: "workload",
        workload: workloadSection({ publicAliases: ["www", "sandbox"] }),
      },
    },
    expected: {
      path: "Pulumi.prod.yaml: workload.publicAliases[1]",
      rule: "must not be the key of an account with a range: that subdomain is delegated",
      found: '"sandbox"',
      remedy: "choose another label",
    },
  },
  {
    title: "charts for a cluster with a private endpoint that is deployed from outside its network",
    stacks: { prod: { role: "workload", workload: workloadSection({ cluster: undefined }) } },
    expected: {
      path: "Pulumi.prod.yaml: workload.cluster.publicAccessRanges",
      rule: "must name the range that you deploy from",
      found: "[]",
      remedy: "deploy first with install: false, and then from inside the network",
    },
  },
  {
    title: "a section that is a secret as a whole",
    stacks: { prod: { role: "workload", workload: { secure: "v1:AAAA" } } },
    expected: {
      path: "Pulumi.prod.yaml: workload",
      rule: "must not be a secret",
      found: "[secret]",
      remedy: "write the value as plain text",
    },
  },
  {
    title: "an incident endpoint in plain text",
    stacks: { audit: { role: "audit", incidentEndpoint: "https://example.com/hook?token=canary" } },
    expected: {
      path: "Pulumi.audit.yaml: incidentEndpoint",
      rule: "must be a secret",
      found: "[secret]",
      remedy: "pulumi config set --secret incidentEndpoint",
    },
  },
  {
    title: "Control Tower without the id of its organization",
    organization: { governance: "control-tower" },
    expected: {
      path: "organization.existing",
      rule: "is required under Control Tower",
      found: "nothing",
      remedy: "set its id and rootId",
    },
  },
];
