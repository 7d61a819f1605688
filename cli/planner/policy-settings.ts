import type { PolicySetting } from "../../policy-pack/policies";
import { accountsInScope, effectiveGuardrails } from "../../stacks/guardrails";
import type { Project } from "./project";

/**
 * How the policy pack judges a project's stacks, by guardrail: parameters, level, and the stacks that it leaves alone
 * because their account is out of the guardrail's scope or excepted.
 */
export function policySettings({
  name,
  organization,
  stacks,
}: Pick<Project, "name" | "organization" | "stacks">): Record<string, PolicySetting> {
  return Object.fromEntries(
    effectiveGuardrails(organization).map(({ guardrail, stage, parameters, scope, exceptions }) => {
      // No organization policy binds the management account, but what is built there can be judged as well.
      const everywhere = !scope.organizationalUnits && !scope.environments;
      const bound = new Set(accountsInScope(organization, scope));
      exceptions.forEach(({ account }) => bound.delete(account));
      return [
        guardrail.id,
        {
          enforcementLevel: stage === "report" ? "advisory" : "mandatory",
          parameters,
          excludedStacks: stacks
            .filter(
              ({ account }) => !bound.has(account) && !(account === "management" && everywhere),
            )
            .map(({ stack }) => `${name}/${stack}`),
        },
      ];
    }),
  );
}
