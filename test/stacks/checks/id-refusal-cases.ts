import type { Refusal } from "./refusal";

const existing = { id: "o-abcdefghij", rootId: "r-abcd" };

/** A refused value of the organization. */
function refused(
  title: string,
  organization: Readonly<Record<string, unknown>>,
  [path, rule, found, remedy]: readonly [string, string, string, string],
): Refusal {
  return {
    title,
    organization,
    expected: { path: `organization.${path}`, rule, found, remedy },
  };
}

/** Ids that contradict each other, keys of tags that IAM or another service refuses, and names that no role has. */
export const idRefusals: readonly Refusal[] = [
  refused(
    "two OUs with one id",
    {
      existing,
      "rollout.stage": "enforce",
      "organizationalUnits.Security": { id: "ou-abcd-11111111" },
      "organizationalUnits.Shared": { id: "ou-abcd-11111111" },
    },
    [
      "organizationalUnits.Shared.id",
      "must differ from the id of Security",
      '"ou-abcd-11111111"',
      "set each organizational unit's own id",
    ],
  ),
  refused(
    "an OU of another organization's root",
    {
      existing,
      "rollout.stage": "enforce",
      "organizationalUnits.Security": { id: "ou-zzzz-11111111" },
    },
    [
      "organizationalUnits.Security.id",
      "must begin with ou-abcd-, the letters of organization.existing.rootId",
      '"ou-zzzz-11111111"',
      "copy both ids from the same organization",
    ],
  ),
  refused(
    "an existing OU in an organization that is created",
    { "organizationalUnits.Security": { id: "ou-abcd-11111111" } },
    [
      "organizationalUnits.Security.id",
      "must not be set without organization.existing",
      '"ou-abcd-11111111"',
      "set organization.existing",
    ],
  ),
  refused(
    "an existing account in an organization that is created",
    { "accounts.prod.id": "123456789012", "accounts.prod.bootstrapRole": "deployer" },
    [
      "accounts.prod.id",
      "must not be set without organization.existing",
      '"123456789012"',
      "with imported: true when this program has created the organization",
    ],
  ),
  refused("an existing organization without a decision about its guardrails", { existing }, [
    "rollout.stage",
    "is required with organization.existing",
    "nothing",
    "write report, and enforce group by group (docs/roll-out.md)",
  ]),
  refused(
    "a roll-out in an OU that does not exist",
    { "rollout.organizationalUnits": { Elsewhere: { stage: "enforce" } } },
    [
      "rollout.organizationalUnits.Elsewhere",
      "must be one of organization.organizationalUnits",
      '"Elsewhere"',
      "remove it, or name one of",
    ],
  ),
  refused(
    "a roll-out of a group that does not exist",
    { "rollout.groups": { evidnce: "enforce" } },
    ["rollout.groups.evidnce", "unknown key", '"enforce"', 'did you mean "evidence"'],
  ),
  refused(
    "a type of policies that AWS does not have",
    {
      existing: { ...existing, policyTypes: ["TAG_POLICY", "FOO_POLICY"] },
      "rollout.stage": "enforce",
    },
    [
      "existing.policyTypes[1]",
      "must be a type of organization policies",
      '"FOO_POLICY"',
      "belongs in organization.accepted",
    ],
  ),
  refused(
    "an account's tag that the program sets, in other letters",
    { "accounts.prod.tags": { environment: "x" } },
    [
      "accounts.prod.tags.environment",
      "must not be Environment, ManagedBy or platform:managed-by",
      '"environment"',
      "the program sets Environment by account",
    ],
  ),
  refused(
    "an account's tag that the program would overwrite",
    { "accounts.prod.tags": { ManagedBy: "me" } },
    [
      "accounts.prod.tags.ManagedBy",
      "must not be Environment, ManagedBy or platform:managed-by",
      '"ManagedBy"',
      "remove it",
    ],
  ),
  refused(
    "two tags of the company that are one for IAM",
    { "tags.values": { Project: "a", project: "b", Owner: "c", CostCenter: "d" } },
    [
      "tags.values",
      "must differ from Project in more than the case of letters",
      '"project"',
      "remove one of the two",
    ],
  ),
  refused(
    "an account's tag that IAM takes for one of the company",
    { "accounts.prod.tags": { project: "y" } },
    [
      "accounts.prod.tags",
      "must differ from Project in more than the case of letters",
      '"project"',
      "write the key the same everywhere",
    ],
  ),
  refused(
    "a required tag that IAM takes for another one",
    { "tags.required": ["Environment", "environment"] },
    [
      "tags.required",
      "must differ from Environment in more than the case of letters",
      '"environment"',
      "write the key the same everywhere",
    ],
  ),
  refused(
    "a tag whose key GuardDuty does not accept",
    { "accounts.prod.tags": { "Cost Unit": "x" } },
    [
      "accounts.prod.tags.Cost Unit",
      "must contain only letters from A to Z, digits",
      '"Cost Unit"',
      "rename it, such as CostCenter for Cost Center",
    ],
  ),
  ...[
    ["the ARN of a role", "arn:aws:iam::111111111111:role/Reader"],
    ["a role's name with a space", "Log Reader"],
    ["a role's path that begins with a slash", "/audit/Reader"],
    ["a role's name of 65 characters", "r".repeat(65)],
  ].map(([what = "", reader = ""]) => ({
    title: `${what} as a reader of logs`,
    stacks: {
      "log-archive": {
        role: "log-archive",
        logArchive: { lockMode: "governance", readers: [reader] },
      },
    },
    expected: {
      path: "Pulumi.log-archive.yaml: logArchive.readers[0]",
      rule: "must be the name of a role, with its path if it has one; * matches any text",
      found: `"${reader}"`,
      remedy: "write it like LogReader",
    },
  })),
];
