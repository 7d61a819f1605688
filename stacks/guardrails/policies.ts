import { accountIdAt } from "../../components/organization/placeholder-ids";
import { mergeSettings } from "./packing/merge-settings";
import type { GuardrailStatement, PackedStatement } from "./packing/document";
import { PackingError, packStatements } from "./packing/pack";
import {
  GUARDRAIL_POLICIES,
  policyName,
  policyResourceNames,
} from "../../components/organization/policy-names";
import { guardrails } from "../../policy-pack/guardrails";
import type {
  OrganizationPolicy,
  OwnedSetting,
  PolicyType,
  SettingsPolicy,
  Statement,
  StatementPolicy,
} from "../../policy-pack/guardrails/types/organization-policy";
import { policyQuota } from "./quotas";
import type { Organization } from "../company/organization";
import { denyContext } from "./deny-context";
import { isInScope, targetsOf } from "./scope";
import { type Target, targetName } from "./target";
import { type EffectiveGuardrail, effectiveGuardrails, type Exception } from "./effective";

/** One organization policy as the management stack creates and attaches it. */
export interface OrganizationPolicyDocument {
  readonly policyType: PolicyType;
  readonly target: Target;
  /** Minified JSON, with placeholders for ids that are not known yet. */
  readonly content: string;
  /** Ids of the guardrails in the policy. */
  readonly guardrails: readonly string[];
  /** Statements of the policy with their guardrails; none for a policy of settings. */
  readonly statements: readonly PackedStatement[];
}

/**
 * Every organization policy of the guardrails in stage `enforce`, in the order of the catalogue: the root's
 * first. Opt-in guardrails are packed after the others, and a guardrail that is excepted, off or only reports leaves its
 * place free: what changes for one changes few documents, and moves no other.
 *
 * @throws PackingError naming the guardrail, the type and the target that do not fit into the quotas of AWS.
 */
export function organizationPolicies(organization: Organization): OrganizationPolicyDocument[] {
  const { statements, settings } = itemsOf(organization);
  const usual = itemsOf(asUsual(organization)).statements;
  return [
    ...statements
      .entries()
      .flatMap(([policyType, target, items]) =>
        naming(policyType, target, () =>
          packStatements(
            items,
            policyQuota(organization, policyType, target.kind),
            usual.of(policyType, target),
          ),
        ).map((document) => ({ policyType, target, ...document })),
      ),
    ...settings.entries().map(([policyType, target, items]) => ({
      policyType,
      target,
      content: naming(policyType, target, () =>
        mergeSettings(items, policyQuota(organization, policyType, target.kind)),
      ),
      guardrails: items.map(({ guardrail }) => guardrail),
      statements: [],
    })),
  ];
}

/** Names of policies as AWS shows them, in their order. */
export function policyNames(
  organization: Organization,
  documents: readonly OrganizationPolicyDocument[],
): string[] {
  const places = documents.map(({ policyType, target }) => ({
    policyType,
    target: targetName(target),
  }));
  return policyResourceNames(GUARDRAIL_POLICIES, places).map((name) =>
    policyName(organization.name, name),
  );
}

interface Items {
  readonly statements: ByTarget<GuardrailStatement>;
  readonly settings: ByTarget<{ guardrail: string; content: object }>;
}

/** Statements and settings of the organization's guardrails, by policy type and target. */
function itemsOf(organization: Organization): Items {
  const on = effectiveGuardrails(organization);
  const enforced = on.filter(({ stage }) => stage === "enforce");
  const ordered = [
    ...enforced.filter(({ guardrail }) => guardrail.optIn === undefined),
    ...enforced.filter(({ guardrail }) => guardrail.optIn !== undefined),
  ];
  const items: Items = { statements: new ByTarget(), settings: new ByTarget() };
  for (const effective of ordered) {
    const context = denyContext(organization, effective, on);
    const { id: guardrail, deny } = effective.guardrail;
    for (const policy of "none" in deny ? [] : deny) {
      if (isOfStatements(policy)) {
        const own = policy.statements(context, effective.parameters);
        const rendered = excepting(organization, effective, policy.policyType, own);
        for (const target of targetsOf(organization, effective.scope)) {
          rendered.forEach((statement) => {
            items.statements.add(policy.policyType, target, { guardrail, statement });
          });
        }
      } else {
        const content = policy.content(context, effective.parameters);
        for (const target of targetsOf(organization, effective.scope, excepted(effective))) {
          items.settings.add(policy.policyType, target, { guardrail, content });
        }
      }
    }
  }
  return items;
}

/** The organization with nothing excepted and nothing off that is not opt-in. */
function asUsual(organization: Organization): Organization {
  const settings = guardrails.flatMap(({ id, optIn }) => {
    const setting = organization.guardrails[id];
    const enabled = optIn === undefined || setting?.enabled;
    return setting ? [[id, { ...setting, enabled, stage: "enforce", exceptions: [] }]] : [];
  });
  return {
    ...organization,
    guardrails: Object.fromEntries(settings) as Organization["guardrails"],
  };
}

/** Packs, and names policy type and target in the error when something does not fit. */
function naming<T>(policyType: PolicyType, target: Target, pack: () => T): T {
  try {
    return pack();
  } catch (error) {
    throw error instanceof PackingError
      ? error.of(`${policyType} on ${targetName(target)}`)
      : error;
  }
}

/** Settings that declarative policies own in an account: a call of the account's own would be refused. */
export function ownedSettings(organization: Organization, account: string): Set<OwnedSetting> {
  const owned = new Set<OwnedSetting>();
  for (const effective of effectiveGuardrails(organization)) {
    const { deny } = effective.guardrail;
    const settings = ("none" in deny ? [] : deny).flatMap((policy) =>
      isOfStatements(policy) ? [] : (policy.owns ?? []),
    );
    if (
      settings.length > 0 &&
      effective.stage === "enforce" &&
      reaches(organization, effective, account)
    ) {
      settings.forEach((setting) => owned.add(setting));
    }
  }
  return owned;
}

/** Policies of settings on the root bind the management account as well, unlike those of statements. */
function reaches(
  organization: Organization,
  effective: EffectiveGuardrail,
  account: string,
): boolean {
  const except = excepted(effective);
  return account === "management"
    ? targetsOf(organization, effective.scope, except).some(
        (target) => target.kind === "root" || targetName(target) === account,
      )
    : isInScope(organization, effective.scope, account) && !except.includes(account);
}

function isOfStatements(policy: OrganizationPolicy): policy is StatementPolicy {
  return "statements" in policy;
}

function excepted({ exceptions }: EffectiveGuardrail): string[] {
  return exceptions.map(({ account }) => account);
}

/**
 * Exempts excepted accounts: the principal's account in a service control policy, the resource's in a resource control
 * policy. An exception ends without a deployment: from the day after its last a second statement denies.
 */
function excepting(
  organization: Organization,
  { exceptions }: EffectiveGuardrail,
  policyType: StatementPolicy["policyType"],
  statements: readonly Statement[],
): readonly Statement[] {
  if (exceptions.length === 0) {
    return statements;
  }
  const key =
    policyType === "SERVICE_CONTROL_POLICY" ? "aws:PrincipalAccount" : "aws:ResourceAccount";
  const all = Object.keys(organization.accounts);
  const idsOf = (of: readonly Exception[]): string[] =>
    of.map(
      ({ account }) => organization.accounts[account]?.id ?? accountIdAt(all.indexOf(account)),
    );
  const lastDays = [...new Set(exceptions.map(({ expires }) => expires))].sort();
  return [
    ...statements.map((statement) => when(statement, "StringNotEquals", key, idsOf(exceptions))),
    ...lastDays.flatMap((lastDay) =>
      statements.map(({ Sid, ...statement }) => {
        const ended = idsOf(exceptions.filter(({ expires }) => expires === lastDay));
        const there = when(statement, "StringEquals", key, ended);
        const then = when(there, "DateGreaterThanEquals", "aws:CurrentTime", [dayAfter(lastDay)]);
        return { ...(Sid !== undefined && { Sid: `${Sid}After${digits(lastDay)}` }), ...then };
      }),
    ),
  ];
}

/**
 * The statement with one condition more.
 *
 * @throws Error when it has a condition of that kind already: two would be one that means something else.
 */
function when(
  statement: Statement,
  operator: string,
  key: string,
  values: readonly string[],
): Statement {
  const { Condition = {} } = statement;
  if (Condition[operator]?.[key]) {
    throw new Error(`statement ${statement.Sid ?? ""} has a condition ${operator} ${key} already`);
  }
  return {
    ...statement,
    Condition: { ...Condition, [operator]: { ...Condition[operator], [key]: values } },
  };
}

function dayAfter(isoDate: string): string {
  const day = new Date(`${isoDate}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return `${day.toISOString().slice(0, 10)}T00:00:00Z`;
}

function digits(isoDate: string): string {
  return isoDate.replaceAll("-", "");
}

/** Items by policy type and target, in the order of the first of each; the root before what is below it. */
class ByTarget<Item> {
  readonly #groups = new Map<
    string,
    [StatementPolicy["policyType"] | SettingsPolicy["policyType"], Target, Item[]]
  >();

  public add(policyType: PolicyType, target: Target, item: Item): void {
    const group = this.#groups.get(keyOf(policyType, target)) ?? [policyType, target, []];
    group[2].push(item);
    this.#groups.set(keyOf(policyType, target), group);
  }

  public of(policyType: PolicyType, target: Target): readonly Item[] {
    return this.#groups.get(keyOf(policyType, target))?.[2] ?? [];
  }

  public entries(): [PolicyType, Target, Item[]][] {
    return [...this.#groups.values()];
  }
}

function keyOf(policyType: PolicyType, target: Target): string {
  return `${policyType} ${target.kind} ${targetName(target)}`;
}
