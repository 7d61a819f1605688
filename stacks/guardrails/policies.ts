import { accountIdAt } from "../../components/organization/identifiers";
import { mergeSettings } from "../../components/organization/merge-settings";
import {
  type GuardrailStatement,
  type PackedStatement,
  packStatements,
} from "../../components/organization/pack";
import type {
  OrganizationPolicy,
  OwnedSetting,
  PolicyType,
  SettingsPolicy,
  Statement,
  StatementPolicy,
} from "../../policy-pack/guardrails/guardrail";
import { policyQuota } from "../configuration/policy-quotas";
import type { Organization } from "../configuration/organization";
import { denyContext } from "./context";
import { isInScope, type Target, targetName, targetsOf } from "./scope";
import { type EffectiveGuardrail, effectiveGuardrails } from "./settings";

/** One organization policy as the management stack makes and attaches it. */
export interface OrganizationPolicyDocument {
  readonly policyType: PolicyType;
  readonly target: Target;
  /** Minified JSON, with what stands for ids that are not known yet. */
  readonly content: string;
  /** Ids of the guardrails it holds. */
  readonly guardrails: readonly string[];
  /** Its statements and the guardrails they come from; none for a policy of settings. */
  readonly statements: readonly PackedStatement[];
}

/**
 * Every organization policy that the guardrails in stage `enforce` come to, in the order of the catalogue: the root's
 * first. Opt-in guardrails are packed after the others, so that turning one on leaves most documents as they are.
 *
 * @throws Error naming the guardrail that does not fit into the quotas of AWS.
 */
export function organizationPolicies(organization: Organization): OrganizationPolicyDocument[] {
  const on = effectiveGuardrails(organization);
  const enforced = on.filter(({ stage }) => stage === "enforce");
  const ordered = [
    ...enforced.filter(({ guardrail }) => guardrail.optIn === undefined),
    ...enforced.filter(({ guardrail }) => guardrail.optIn !== undefined),
  ];
  const statements = new ByTarget<GuardrailStatement>();
  const settings = new ByTarget<{ guardrail: string; content: object }>();
  for (const effective of ordered) {
    const context = denyContext(organization, effective, on);
    const { id: guardrail, deny } = effective.guardrail;
    for (const policy of "none" in deny ? [] : deny) {
      if (isOfStatements(policy)) {
        const rendered = policy
          .statements(context, effective.parameters)
          .map((statement) => excepting(organization, effective, policy, statement));
        for (const target of targetsOf(organization, effective.scope)) {
          rendered.forEach((statement) => {
            statements.add(policy.policyType, target, { guardrail, statement });
          });
        }
      } else {
        const content = policy.content(context, effective.parameters);
        for (const target of targetsOf(organization, effective.scope, excepted(effective))) {
          settings.add(policy.policyType, target, { guardrail, content });
        }
      }
    }
  }
  return [
    ...statements
      .entries()
      .flatMap(([policyType, target, items]) =>
        packStatements(items, policyQuota(organization, policyType, target.kind)).map(
          (document) => ({ policyType, target, ...document }),
        ),
      ),
    ...settings.entries().map(([policyType, target, items]) => ({
      policyType,
      target,
      content: mergeSettings(items, policyQuota(organization, policyType, target.kind)),
      guardrails: items.map(({ guardrail }) => guardrail),
      statements: [],
    })),
  ];
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
    ? targetsOf(organization, effective.scope, except).some(({ kind }) => kind === "root")
    : isInScope(organization, effective.scope, account) && !except.includes(account);
}

function isOfStatements(policy: OrganizationPolicy): policy is StatementPolicy {
  return "statements" in policy;
}

function excepted({ exceptions }: EffectiveGuardrail): string[] {
  return exceptions.map(({ account }) => account);
}

/** Leaves excepted accounts out: as the principal's in a service control policy, as the resource's in the other. */
function excepting(
  organization: Organization,
  effective: EffectiveGuardrail,
  { policyType }: StatementPolicy,
  statement: Statement,
): Statement {
  const accounts = excepted(effective);
  if (accounts.length === 0) {
    return statement;
  }
  const key =
    policyType === "SERVICE_CONTROL_POLICY" ? "aws:PrincipalAccount" : "aws:ResourceAccount";
  const all = Object.keys(organization.accounts);
  const ids = accounts.map(
    (account) => organization.accounts[account]?.id ?? accountIdAt(all.indexOf(account)),
  );
  return {
    ...statement,
    Condition: {
      ...statement.Condition,
      StringNotEquals: { ...statement.Condition?.["StringNotEquals"], [key]: ids },
    },
  };
}

/** Items by policy type and target, in the order of the first of each; the root before what is below it. */
class ByTarget<Item> {
  readonly #groups = new Map<
    string,
    [StatementPolicy["policyType"] | SettingsPolicy["policyType"], Target, Item[]]
  >();

  public add(policyType: PolicyType, target: Target, item: Item): void {
    const key = `${policyType} ${target.kind} ${targetName(target)}`;
    const group = this.#groups.get(key) ?? [policyType, target, []];
    group[2].push(item);
    this.#groups.set(key, group);
  }

  public entries(): [PolicyType, Target, Item[]][] {
    return [...this.#groups.values()];
  }
}
