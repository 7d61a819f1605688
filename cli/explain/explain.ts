import type { Guardrail, StatementPolicy } from "../../policy-pack/guardrails/guardrail";
import { unitPaths } from "../../stacks/accounts";
import type { Organization } from "../../stacks/configuration/organization";
import {
  accountsInScope,
  denyContext,
  type EffectiveGuardrail,
  effectiveGuardrails,
  organizationPolicies,
  targetName,
} from "../../stacks/guardrails";
import { type Match, matchOf, namesAction, type Request } from "./matching";

/** One guardrail that speaks on a request in an account. */
export interface Speaking {
  readonly guardrail: Guardrail;
  readonly stage: EffectiveGuardrail["stage"];
  /** Denies, each with the policy type and what must still hold; none for what is only previewed and found. */
  readonly denies: readonly (Match & { readonly policyType: StatementPolicy["policyType"] })[];
  /** Targets above the account whose policies hold the guardrail: `root`, an OU's path, the account. */
  readonly targets: readonly string[];
  /** The account's exception, if it has one. */
  readonly exception: EffectiveGuardrail["exceptions"][number] | undefined;
}

export interface Explanation {
  readonly account: string;
  readonly request: Request;
  readonly speaking: readonly Speaking[];
}

/**
 * Which guardrails speak on a request in an account: those whose statements deny it unless a condition says otherwise,
 * and those without statements that judge what the call makes.
 *
 * @param account Key of a member account.
 */
export function explain(
  organization: Organization,
  account: string,
  request: Request,
): Explanation {
  const on = effectiveGuardrails(organization);
  const policies = organizationPolicies(organization);
  const above = targetsAbove(organization, account);
  const speaking = on.flatMap((effective): Speaking[] => {
    const { guardrail, stage, scope, exceptions } = effective;
    if (!accountsInScope(organization, scope).includes(account)) {
      return [];
    }
    const denies = matches(organization, effective, on, request);
    if (denies.length === 0 && !namesAction(guardrail.calls ?? [], request.action)) {
      return [];
    }
    const targets = policies
      .filter(({ guardrails }) => guardrails.includes(guardrail.id))
      .map(({ target }) => targetName(target));
    return [
      {
        guardrail,
        stage,
        denies,
        targets: [...new Set(targets)].filter((target) => above.includes(target)),
        exception: exceptions.find((exception) => exception.account === account),
      },
    ];
  });
  return { account, request, speaking };
}

function matches(
  organization: Organization,
  effective: EffectiveGuardrail,
  on: readonly EffectiveGuardrail[],
  request: Request,
): Speaking["denies"] {
  const { deny } = effective.guardrail;
  const context = {
    ...denyContext(organization, effective, on),
    organizationId: organization.existing?.id ?? "this organization",
  };
  return ("none" in deny ? [] : deny).flatMap((policy) =>
    "statements" in policy
      ? policy.statements(context, effective.parameters).flatMap((statement) => {
          const match = statement.Effect === "Deny" ? matchOf(statement, request) : undefined;
          return match ? [{ ...match, policyType: policy.policyType }] : [];
        })
      : [],
  );
}

function targetsAbove(organization: Organization, account: string): string[] {
  const unit = organization.accounts[account]?.organizationalUnit ?? "";
  const units = unitPaths(organization.organizationalUnits).filter(
    (path) => unit === path || unit.startsWith(`${path}/`),
  );
  return ["root", ...units, account];
}
