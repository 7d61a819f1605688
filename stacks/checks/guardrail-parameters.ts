import { DEPLOYMENT_ROLE } from "../../components/shared/naming";
import { guardrails } from "../../policy-pack/guardrails";
import { matches } from "../../policy-pack/guardrails/support/wildcards";
import type { Organization } from "../company/organization";
import { listOf, type Problem, show } from "../company/problems";
import { ownTags } from "../company/values";
import { eachItem, soundOr, whereSound } from "../company/sound";
import { settingOf } from "../guardrails/effective";
import { isEnforcedSomewhere, stageInAccount } from "../guardrails/rollout";
import { isInScope, scopeOf } from "../guardrails/scope";
import type { StackConfiguration } from "./stack-configuration";

/** A value of the configuration that a parameter must admit. */
interface Need {
  /** Value that the parameter must admit, as a message shows it. */
  readonly value: string | number | boolean;
  /** Place of the configuration that the value comes from. */
  readonly from: string;
}

/** Relation between a parameter of a guardrail and what the program itself builds. */
interface ParameterRule {
  readonly guardrail: string;
  /** @default - none: the guardrail admits one value alone */
  readonly parameter?: string;
  /** True when the parameter admits the value. */
  readonly admits: Admits;
  /** Continues "must": "contain", "not match". */
  readonly must: string;
  /** Remedy while the company sets no value of its own. @default - to change the stack, or to exempt its account */
  readonly remedy?: string;
  /** Values that a stack needs; the stack's account is in the scope of the guardrail. */
  readonly needs: (stack: StackConfiguration, organization: Organization) => readonly Need[];
}

/** True when a parameter with this value admits a value of the company. */
type Admits = (given: unknown, value: Need["value"]) => boolean;

function textsOf(given: unknown): string[] {
  return Array.isArray(given) ? given.map(String) : [];
}

const contains: Admits = (given, value) => textsOf(given).includes(String(value));
const atLeast: Admits = (given, value) => Number(value) <= Number(given);
const atMost: Admits = (given, value) => Number(value) >= Number(given);
const equals: Admits = (given, value) => given === value;
const matchesSome: Admits = (given, value) =>
  textsOf(given).some((pattern) => matches(pattern, String(value)));
const matchesNone: Admits = (given, value) => !matchesSome(given, value);

/** Issuer of the tokens of GitHub's workflows. */
const GITHUB = "token.actions.githubusercontent.com";

function nodeTypes(stack: StackConfiguration): Need[] {
  return stack.role === "workload"
    ? stack.settings.cluster.nodes.instanceTypes.map((value) => ({
        value,
        from: "workload.cluster.nodes.instanceTypes",
      }))
    : [];
}

/** A company without other values of these settings would have hundreds of violations, or a deployment that AWS denies. */
const rules: readonly ParameterRule[] = [
  {
    guardrail: "approved-regions",
    parameter: "regions",
    must: "contain",
    admits: contains,
    needs: (_, { governedRegions }) =>
      governedRegions.map((value) => ({ value, from: "organization.governedRegions" })),
  },
  {
    guardrail: "deny-public-clusters",
    parameter: "onlyPrivate",
    must: "be",
    admits: equals,
    needs: (stack) =>
      stack.role === "workload" && stack.settings.cluster.publicAccessRanges.length > 0
        ? [{ value: false, from: "workload.cluster.publicAccessRanges" }]
        : [],
  },
  {
    guardrail: "deny-large-instances",
    parameter: "instanceTypes",
    must: "not match",
    admits: matchesNone,
    needs: nodeTypes,
  },
  {
    guardrail: "allow-instance-types",
    parameter: "instanceTypes",
    must: "match",
    admits: matchesSome,
    needs: nodeTypes,
  },
  {
    guardrail: "deny-irreversible-retention",
    parameter: "maximumDays",
    must: "be at least",
    admits: atLeast,
    needs: (stack) =>
      stack.role === "log-archive" && stack.settings.lockMode === "compliance"
        ? [{ value: stack.settings.retentionDays, from: "logArchive.retentionDays" }]
        : [],
  },
  {
    guardrail: "limit-vault-locks",
    parameter: "maximumDays",
    must: "be at least",
    admits: atLeast,
    needs: (stack) =>
      stack.role === "backup"
        ? [{ value: stack.settings.maximumRetentionDays, from: "backup.maximumRetentionDays" }]
        : [],
  },
  {
    guardrail: "limit-vault-locks",
    parameter: "minimumGraceDays",
    must: "be at most",
    admits: atMost,
    needs: (stack) =>
      stack.role === "backup" && stack.settings.lockMode === "compliance"
        ? [{ value: stack.settings.graceDays, from: "backup.graceDays" }]
        : [],
  },
  {
    guardrail: "require-backup-copies",
    parameter: "minimumDays",
    must: "be at most",
    admits: atMost,
    needs: (stack) =>
      stack.role === "workload"
        ? [{ value: stack.settings.backup.retentionDays, from: "workload.backup.retentionDays" }]
        : [],
  },
  {
    guardrail: "require-log-retention",
    parameter: "minimumDays",
    must: "be at most",
    admits: atMost,
    needs: (stack) =>
      stack.role === "workload"
        ? [
            {
              value: stack.settings.cluster.logRetentionDays,
              from: "workload.cluster.logRetentionDays",
            },
          ]
        : [],
  },
  {
    guardrail: "require-multi-zone-databases",
    must: "be",
    admits: (given, value) => value === given,
    needs: (stack) =>
      stack.role === "workload"
        ? [{ value: stack.settings.database.multiZone, from: "workload.database.multiZone" }]
        : [],
  },
  {
    guardrail: "restrict-mail-subscriptions",
    parameter: "domains",
    must: "contain",
    admits: contains,
    needs: (stack, { contacts }) => {
      const backup =
        stack.role === "backup"
          ? (stack.settings.notificationEmails ?? [contacts.security.emailAddress])
          : [];
      const audit = stack.role === "audit" ? stack.settings.notificationEmails : [];
      const network = stack.role === "network" ? stack.settings.mail.feedbackEmails : [];
      return [...backup, ...audit, ...network].map((email) => ({
        value: (email.split("@")[1] ?? "").toLowerCase(),
        from:
          stack.role === "network"
            ? "network.mail.feedbackEmails"
            : `${stack.role}.notificationEmails`,
      }));
    },
  },
  {
    guardrail: "restrict-web-identities",
    parameter: "githubOrganizations",
    must: "contain",
    admits: contains,
    remedy:
      "list it in organization.guardrails.restrict-web-identities.githubOrganizations: workflows of no other organization assume a role",
    needs: (stack) =>
      stack.role === "operations" && stack.settings.github
        ? [stack.settings.github.platform, ...stack.settings.github.applications]
            .flatMap(ownersInSubjects)
            .map((value) => ({ value, from: "operations.github" }))
        : [],
  },
  {
    guardrail: "restrict-federation",
    parameter: "issuers",
    must: "contain",
    admits: contains,
    needs: (stack) =>
      stack.role === "operations" && stack.settings.github
        ? [{ value: GITHUB, from: "operations.github" }]
        : [],
  },
  {
    guardrail: "deny-administrator-policies",
    parameter: "roles",
    must: "contain",
    admits: contains,
    needs: ({ stack }) => [{ value: DEPLOYMENT_ROLE, from: `the baseline of ${stack}` }],
  },
  {
    guardrail: "restrict-open-ingress",
    parameter: "ports",
    must: "contain",
    admits: contains,
    needs: (stack) =>
      stack.role === "workload"
        ? ["80", "443"].map((value) => ({ value, from: "the load balancer of workloads" }))
        : [],
  },
  {
    guardrail: "require-backup-tags",
    parameter: "values",
    must: "contain",
    admits: contains,
    needs: (stack) =>
      stack.role === "workload" ? [{ value: "true", from: "the database of workloads" }] : [],
  },
];

/**
 * Compares the parameters of guardrails with the stacks that the guardrails apply to: one problem for each parameter,
 * instead of a violation for each resource.
 */
export function parametersFitCompany(
  organization: Organization,
  stacks: readonly StackConfiguration[],
  problems: Problem[],
): void {
  for (const rule of rules) {
    whereSound(() => {
      checkRule(rule, organization, stacks, problems);
    });
  }
  whereSound(() => {
    requiredTagsAreSet(organization, problems);
  });
}

function checkRule(
  { guardrail: id, parameter, admits, must, needs, remedy }: ParameterRule,
  organization: Organization,
  stacks: readonly StackConfiguration[],
  problems: Problem[],
): void {
  const guardrail = guardrails.find((one) => one.id === id);
  if (!guardrail) {
    return;
  }
  const setting = settingOf(organization, guardrail);
  const own = parameter === undefined ? undefined : (setting as Record<string, unknown>)[parameter];
  const given = parameter === undefined ? true : (own ?? guardrail.parameters[parameter]?.default);
  if (!setting.enabled || given === undefined) {
    return;
  }
  const scope = scopeOf(guardrail, setting);
  const refused = new Map<string, Need & { readonly stack: string }>();
  eachItem(stacks, (stack) => {
    const { account } = stack;
    const isExcepted = setting.exceptions.some((exception) =>
      soundOr(false, () => exception.account === account),
    );
    const isEnforced =
      isInScope(organization, scope, account) &&
      stageInAccount(organization, guardrail, account) === "enforce";
    if (isEnforced && !isExcepted) {
      for (const need of needs(stack, organization)) {
        if (!admits(given, need.value)) {
          refused.set(`${own === undefined ? stack.stack : ""} ${String(need.value)}`, {
            ...need,
            stack: stack.stack,
          });
        }
      }
    }
  });
  const found = [...refused.values()];
  if (own === undefined) {
    // The company has not set the parameter: its own value is the one to change.
    problems.push(
      ...found.map(({ stack, from, value }) => ({
        path: `Pulumi.${stack}.yaml: ${from}`,
        rule: `must fit guardrail ${id}${parameter === undefined ? "" : `, whose ${parameter} is ${show(given)}`}`,
        found: show(value),
        remedy:
          remedy ??
          `change it, or exempt the account with an exception (organization.guardrails.${id}.exceptions)`,
      })),
    );
  } else if (found.length > 0) {
    const sources = listOf([...new Set(found.map(({ from }) => from))]);
    problems.push({
      path: `organization.guardrails.${id}.${parameter}`,
      rule: `must ${must} ${listOf([...new Set(found.map(({ value }) => String(value)))])}, because of ${sources}`,
      found: show(given),
      remedy: `change the parameter or ${sources}, or exempt the account with an exception`,
    });
  }
}

/** Names of a repository's owner in the subjects of GitHub's tokens, by the format of the subjects. */
function ownersInSubjects({
  organization,
  organizationId = "",
  subjectFormat,
}: {
  readonly organization: string;
  readonly organizationId?: string | undefined;
  readonly subjectFormat: "legacy" | "immutable" | "both";
}): string[] {
  return [
    ...(subjectFormat === "immutable" ? [] : [organization]),
    ...(subjectFormat === "legacy" ? [] : [`${organization}@${organizationId}`]),
  ];
}

function requiredTagsAreSet(organization: Organization, problems: Problem[]): void {
  const { guardrails: settings, tags } = organization;
  const guardrail = guardrails.find(({ id }) => id === "require-tags");
  const setting = settings["require-tags"] as Record<string, unknown> | undefined;
  const keys = setting?.["keys"];
  if (
    guardrail === undefined ||
    setting?.["enabled"] !== true ||
    !Array.isArray(keys) ||
    !isEnforcedSomewhere(organization, guardrail)
  ) {
    return;
  }
  const set = [...ownTags, ...Object.keys(tags.values)];
  const lacking = textsOf(keys).filter((key) => !set.includes(key));
  if (lacking.length > 0) {
    problems.push({
      path: "organization.guardrails.require-tags.keys",
      rule: `must contain only keys of organization.tags.values, Environment, ManagedBy and platform:managed-by, not ${listOf(lacking)}`,
      found: show(keys),
      remedy: "set a value for the key in organization.tags.values, or remove the key",
    });
  }
}
