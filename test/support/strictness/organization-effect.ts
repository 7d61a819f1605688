import { checkProductionAccess } from "../../../stacks/checks/production-access";
import { memberAccounts } from "../../../stacks/company/accounts";
import type { Organization } from "../../../stacks/company/organization";
import type { Problem } from "../../../stacks/company/problems";
import {
  accountsInScope,
  denyContext,
  effectiveGuardrails,
  stageInAccount,
} from "../../../stacks/guardrails";
import { type Effect, type Fact, statementFacts } from "./effect";

/**
 * Facts of the organization: which guardrails bind which account, with each deny, and who may be assigned where.
 *
 * @param guardrail Id of the only guardrail to reduce. @default - all
 */
export function addOrganization(
  effect: Effect,
  organization: Organization,
  guardrail?: string,
): void {
  const accounts = memberAccounts(organization);
  accounts.forEach((account) => effect.things.add(account));
  const on = effectiveGuardrails(organization);
  for (const effective of on) {
    if (guardrail !== undefined && effective.guardrail.id !== guardrail) {
      continue;
    }
    const { guardrail: rule, parameters, scope, exceptions } = effective;
    const context = denyContext(organization, effective, on);
    const denies =
      "none" in rule.deny
        ? []
        : rule.deny.flatMap((policy): Fact[] =>
            "statements" in policy
              ? policy
                  .statements(context, parameters)
                  .flatMap((statement) => statementFacts(`denied by ${rule.id}`, statement))
              : leaves(policy.content(context, parameters), `set by ${rule.id}`),
          );
    const bound = accountsInScope(organization, scope).filter(
      (key) => !exceptions.some(({ account }) => account === key),
    );
    for (const account of bound) {
      const isEnforced = stageInAccount(organization, rule, account) === "enforce";
      const level = isEnforced ? 2 : 1;
      effect.protect({ what: `${account} bound by ${rule.id}`, under: [], level, of: account });
      if (isEnforced) {
        effect.protect(
          ...denies.map((fact) => ({ ...fact, what: `${account} ${fact.what}`, of: account })),
        );
      }
    }
  }
  for (const account of accounts) {
    for (const set of ["developer", "administrator"] as const) {
      const problems: Problem[] = [];
      const settings = {
        groupSource: "directory" as const,
        groups: {},
        assignments: { g: { [set]: [account] } },
      };
      checkProductionAccess(settings, organization, (key) => key, problems);
      if (problems.length === 0) {
        effect.open({ what: `${set} may be assigned in ${account}`, under: [] });
      }
    }
  }
}

function leaves(value: unknown, path: string): Fact[] {
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
    : [{ what: `${path}=${String(value)}`, under: [] }];
}
