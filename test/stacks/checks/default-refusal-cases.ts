import type { Refusal } from "./refusal";

/** A valid workload section. */
const workload = { cluster: { publicAccessRanges: ["198.51.100.0/24"] } };

/** Configurations that leave out or contradict what guardrails and stacks depend on, and values of a wrong type. */
export const defaultRefusals: readonly Refusal[] = [
  {
    title: "an account of production without its environment",
    organization: { "accounts.prod.environment": undefined },
    expected: {
      path: "organization.accounts.prod.environment",
      rule: "is required: it decides which guardrails bind the account",
      found: "nothing",
      remedy: "add environment: production, staging, development, sandbox or shared",
    },
  },
  {
    title: "an account with the name of a role and a range for a workload, without its environment",
    organization: {
      "accounts.network": { organizationalUnit: "Shared" },
      "addressPlan.spokes.network": "10.99.0.0/16",
    },
    expected: {
      path: "organization.accounts.network.environment",
      rule: "is required: it decides which guardrails bind the account",
      found: "nothing",
      remedy: "add environment: production",
    },
  },
  {
    title: "a workload in an account with the name of a role, without its environment",
    organization: { "accounts.network": { organizationalUnit: "Shared" } },
    stacks: { web: { role: "workload", account: "network", workload } },
    expected: {
      path: "organization.accounts.network.environment",
      rule: "is required: it decides which guardrails bind the account",
      found: "nothing",
      remedy: "add environment: production",
    },
  },
  ...["*", "*/*", "logs/a*b"].map((reader) => ({
    title: `the reader ${reader} of logs, which matches too many roles`,
    stacks: {
      "log-archive": {
        role: "log-archive",
        logArchive: { lockMode: "compliance", readers: [reader] },
      },
    },
    expected: {
      path: "Pulumi.log-archive.yaml: logArchive.readers[0]",
      rule: "must have at least three characters in addition to * in the role's own name",
      found: `"${reader}"`,
      remedy: "write it like LogReader",
    },
  })),
  {
    title: "an OU with an account of production beside another",
    organization: { "accounts.sandbox.organizationalUnit": "Workloads/Production" },
    expected: {
      path: "organization.organizationalUnits.Workloads/Production",
      rule: "must not contain accounts of production beside others: guardrails of production bind prod, and not sandbox",
      found: '["prod","sandbox"]',
      remedy: "an organizational unit of their own",
    },
  },
  {
    title: "a workload account that no stack builds in",
    stacks: { sandbox: undefined },
    expected: {
      path: "organization.accounts.sandbox",
      rule: "must have a stack: without one the account has no baseline",
      found: "no stack file",
      remedy: "add Pulumi.sandbox.yaml with platform:role: workload; set stack: none",
    },
  },
  {
    title: "an account without a stack that a stack builds in",
    organization: { "accounts.prod.stack": "none" },
    expected: {
      path: "organization.accounts.prod.stack",
      rule: "must not be none: stack prod builds in this account",
      found: '"none"',
      remedy: "remove the key, or delete Pulumi.prod.yaml",
    },
  },
  ...["prod", "network"].map((account) => ({
    title: `a stack in the suspended account ${account}`,
    organization: { [`accounts.${account}.organizationalUnit`]: "Suspended" },
    expected: {
      path: `organization.accounts.${account}.organizationalUnit`,
      rule: "must not be suspended while a stack builds in the account: guardrail suspend-accounts denies every request there",
      found: '"Suspended"',
      remedy: `move the account to another organizational unit; or destroy the stack, delete Pulumi.${account}.yaml and set stack: none`,
    },
  })),
  {
    title: "a stack below another OU that the company suspends",
    organization: {
      "guardrails.suspend-accounts": { organizationalUnits: ["Workloads"] },
    },
    expected: {
      path: "organization.accounts.sandbox.organizationalUnit",
      rule: "must not be suspended while a stack builds in the account",
      found: '"Workloads/NonProduction"',
      remedy: "move the account to another organizational unit",
    },
  },
  ...[undefined, []].map((notificationEmails) => ({
    title: `findings that are sent to ${notificationEmails ? "no address" : "nothing"}`,
    stacks: { audit: { role: "audit", audit: { notificationEmails } } },
    expected: {
      path: "Pulumi.audit.yaml: audit.notificationEmails",
      rule: "must list an address, unless incidentEndpoint is set: otherwise findings and alarms are sent to no one",
      found: "[]",
      remedy: "add a mailbox that people read every day",
    },
  })),
  ...[["S3"], ["S3", "RDS"], ["EBS"], []].map((resourceTypes) => ({
    title: `backups of the types ${JSON.stringify(resourceTypes)}, without what a workload stores`,
    stacks: { prod: { role: "workload", workload: { ...workload, backup: { resourceTypes } } } },
    expected: {
      path: "Pulumi.prod.yaml: workload.backup.resourceTypes",
      rule: "must contain RDS and EBS: AWS Backup silently skips types that are not listed",
      found: JSON.stringify(resourceTypes),
      remedy: "add what is missing, or remove the key",
    },
  })),
  {
    title: "a trusted platform without the repositories of applications",
    stacks: {
      operations: {
        role: "operations",
        operations: {
          github: { platform: { organization: "acme", name: "aws", repositoryId: "4711" } },
        },
      },
    },
    expected: {
      path: "Pulumi.operations.yaml: operations.github.applications",
      rule: "is required",
      found: "nothing",
      remedy: "add the key",
    },
  },
  {
    title: "a trusted platform with no repository of applications",
    stacks: {
      operations: {
        role: "operations",
        operations: {
          github: {
            platform: { organization: "acme", name: "aws", repositoryId: "4711" },
            applications: [],
          },
        },
      },
    },
    expected: {
      path: "Pulumi.operations.yaml: operations.github.applications",
      rule: "must list at least one repository",
      found: "[]",
      remedy: "list the platform's repository again",
    },
  },
  {
    title: "a node's volume that no image fits on",
    stacks: {
      sandbox: { role: "workload", workload: { cluster: { nodes: { diskSize: 10 } } } },
    },
    expected: {
      path: "Pulumi.sandbox.yaml: workload.cluster.nodes.diskSize",
      rule: "must be a whole number of gibibytes from 20 to 65536",
      found: "10",
      remedy: "write 20 or more",
    },
  },
  {
    title: "a word instead of a boolean",
    organization: { "guardrails.deny-root-user.enabled": "no" },
    expected: {
      path: "organization.guardrails.deny-root-user.enabled",
      rule: "must be true or false",
      found: '"no"',
      remedy: "write true or false without quotes",
    },
  },
  {
    title: "a number without a value",
    organization: { "cost.monthlyBudget": null },
    expected: {
      path: "organization.cost.monthlyBudget",
      rule: "must be a number",
      found: "null",
      remedy: "write a value after the colon, or remove the key",
    },
  },
  {
    title: "a number in quotes",
    stacks: {
      "log-archive": {
        role: "log-archive",
        logArchive: { lockMode: "compliance", retentionDays: "365" },
      },
    },
    expected: {
      path: "Pulumi.log-archive.yaml: logArchive.retentionDays",
      rule: "must be a number",
      found: '"365"',
      remedy: "remove the quotes: 365",
    },
  },
  {
    title: "a value that is none of the allowed ones and similar to none",
    organization: { "guardrails.deny-public-buckets.stage": "whenever" },
    expected: {
      path: "organization.guardrails.deny-public-buckets.stage",
      rule: "must be one of report, enforce",
      found: '"whenever"',
      remedy: "write for example stage: report (docs/guardrails.md lists all)",
    },
  },
  {
    title: "a policy type that has no quota",
    organization: { policyQuotas: { SERVICE_CONTROL_POLICI: { taken: 1 } } },
    expected: {
      path: "organization.policyQuotas.SERVICE_CONTROL_POLICI",
      rule: "unknown key",
      found: '{"taken":1}',
      remedy: 'did you mean "SERVICE_CONTROL_POLICY"?',
    },
  },
  {
    title: "a quota below one",
    organization: { policyQuotas: { SERVICE_CONTROL_POLICY: { documentsPerTarget: 0 } } },
    expected: {
      path: "organization.policyQuotas.SERVICE_CONTROL_POLICY.documentsPerTarget",
      rule: "must be a whole number from 1 to 100",
      found: "0",
      remedy: "write a number without quotes",
    },
  },
  {
    title: "an assignment to an account that was removed",
    stacks: {
      identity: {
        role: "identity",
        identity: { assignments: { developers: { readOnly: ["sandbox", "sandbox2"] } } },
      },
    },
    expected: {
      path: "Pulumi.identity.yaml: identity.assignments.developers.readOnly",
      rule: "must name accounts of organization.accounts",
      found: '"sandbox2"',
      remedy: "remove it from the list, or add the account",
    },
  },
  {
    title: "a stack whose account was removed",
    stacks: { "sandbox-ben": { role: "workload", account: "people" } },
    expected: {
      path: "Pulumi.sandbox-ben.yaml: account",
      rule: "must be an account of organization.accounts",
      found: '"people"',
      remedy: "delete Pulumi.sandbox-ben.yaml (docs/runbooks/removing-a-stack.md)",
    },
  },
  {
    title: "a section without its required keys",
    organization: { state: undefined },
    expected: {
      path: "organization.state",
      rule: "is required",
      found: "nothing",
      remedy: "add the key; write its keys below it, indented: backend, secretsProvider",
    },
  },
  {
    title: "an organization without accounts",
    organization: { accounts: undefined },
    expected: {
      path: "organization.accounts",
      rule: "is required",
      found: "nothing",
      remedy: "set the id of the management account",
    },
  },
];
