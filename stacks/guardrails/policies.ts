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
import { stageIn, stageInAccount } from "./rollout";
import { type Target, targetName } from "./target";
import {
  type EffectiveGuardrail,
  effectiveGuardrails,
  type Exception,
  settingOf,
} from "./effective";

/** One organization policy that the management stack creates and attaches. */
export interface OrganizationPolicyDocument {
  readonly policyType: PolicyType;
  readonly target: Target;
  /** Minified JSON, with placeholders for ids that are not known yet. */
  readonly content: string;
  /** Ids of the guardrails whose denies or settings the policy contains. */
  readonly guardrails: readonly string[];
  /** Statements with the guardrails that they come from. Empty for a settings policy. */
  readonly statements: readonly PackedStatement[];
}

/**
 * Every organization policy of the guardrails, where they are in stage `enforce`, in the order of the catalogue and with the root first.
 *
 * A change of one guardrail should change few policies and move no statement of another guardrail. So opt-in guardrails are
 * packed after the others, and last those that list accounts. A guardrail that is disabled, in stage `report` or has an exception keeps its place free.
 *
 * @throws PackingError with the guardrail, the policy type and the target that exceed a quota of AWS.
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

/** Names of the policies in AWS, in the same order. */
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

/** Statements and settings of the enforced guardrails, by policy type and target. */
function itemsOf(organization: Organization): Items {
  const on = effectiveGuardrails(organization);
  const ordered = [...on].sort((left, right) => placeOf(left) - placeOf(right));
  const items: Items = { statements: new ByTarget(), settings: new ByTarget() };
  for (const effective of ordered) {
    const context = denyContext(organization, effective, on);
    const { id: guardrail, deny } = effective.guardrail;
    for (const policy of "none" in deny ? [] : deny) {
      if (isOfStatements(policy)) {
        const own = policy.statements(context, effective.parameters);
        const rendered = excepting(organization, effective, policy.policyType, own);
        for (const target of enforcedTargets(organization, effective).filter(isBound)) {
          rendered.forEach((statement) => {
            items.statements.add(policy.policyType, target, { guardrail, statement });
          });
        }
      } else {
        const content = policy.content(context, effective.parameters);
        for (const target of enforcedTargets(organization, effective, excepted(effective))) {
          items.settings.add(policy.policyType, target, { guardrail, content });
        }
      }
    }
  }
  return items;
}

/** Place of a guardrail among the packed ones; those of one place are in the order of the catalogue. */
function placeOf({ guardrail: { listsAccounts, optIn } }: EffectiveGuardrail): number {
  return listsAccounts === true ? 2 : optIn === undefined ? 0 : 1;
}

/** Targets of a guardrail's policies: those of its scope, without the parts of the organization that only report. */
function enforcedTargets(
  organization: Organization,
  { guardrail, scope }: EffectiveGuardrail,
  except: readonly string[] = [],
): Target[] {
  const reaches = (unit: string): boolean => stageIn(organization, guardrail, unit) === "enforce";
  return targetsOf(organization, scope, { except, reaches });
}

/** False for the management account: no policy of statements binds it. */
function isBound(target: Target): boolean {
  return targetName(target) !== "management" || target.kind !== "account";
}

/** The organization without exceptions, and with every guardrail enforced that is not opt-in. */
function asUsual(organization: Organization): Organization {
  const settings = guardrails.map((guardrail) => {
    const setting = settingOf(organization, guardrail);
    const enabled = guardrail.optIn === undefined || setting.enabled;
    return [guardrail.id, { ...setting, enabled, stage: "enforce", exceptions: [] }];
  });
  return {
    ...organization,
    guardrails: Object.fromEntries(settings) as Organization["guardrails"],
  };
}

/** Adds the policy type and the target to a packing error. */
function naming<T>(policyType: PolicyType, target: Target, pack: () => T): T {
  try {
    return pack();
  } catch (error) {
    throw error instanceof PackingError
      ? error.of(`${policyType} on ${targetName(target)}`)
      : error;
  }
}

/** Settings that declarative policies set in an account. AWS then refuses to change them from the account. */
export function ownedSettings(organization: Organization, account: string): Set<OwnedSetting> {
  const owned = new Set<OwnedSetting>();
  for (const effective of effectiveGuardrails(organization)) {
    const { deny } = effective.guardrail;
    const settings = ("none" in deny ? [] : deny).flatMap((policy) =>
      isOfStatements(policy) ? [] : (policy.owns ?? []),
    );
    if (settings.length > 0 && reaches(organization, effective, account)) {
      settings.forEach((setting) => owned.add(setting));
    }
  }
  return owned;
}

/** True when a settings policy applies to an account. On the root it also applies to the management account. */
function reaches(
  organization: Organization,
  effective: EffectiveGuardrail,
  account: string,
): boolean {
  const except = excepted(effective);
  return account === "management"
    ? enforcedTargets(organization, effective, except).some(
        (target) => target.kind === "root" || targetName(target) === account,
      )
    : isInScope(organization, effective.scope, account) &&
        stageInAccount(organization, effective.guardrail, account) === "enforce" &&
        !except.includes(account);
}

function isOfStatements(policy: OrganizationPolicy): policy is StatementPolicy {
  return "statements" in policy;
}

function excepted({ exceptions }: EffectiveGuardrail): string[] {
  return exceptions.map(({ account }) => account);
}

/**
 * Adds conditions that exempt the accounts with an exception: the principal's account in a service control policy, the
 * resource's account in a resource control policy. An exception ends without a deployment: a second statement denies again
 * from the day after its last day.
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
 * A statement with one more condition.
 *
 * @throws Error when the statement already has this operator and key: the new values would replace the present ones.
 */
function when(
  statement: Statement,
  operator: string,
  key: string,
  values: readonly string[],
): Statement {
  const { Condition = {} } = statement;
  if (Condition[operator]?.[key]) {
    throw new Error(`statement ${statement.Sid ?? ""} already has a condition ${operator} ${key}`);
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

/** Items grouped by policy type and target. Groups are in the order in which their first item was added. */
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
