import type { PolicySetting } from "../../policy-pack/policies";
import { accountsInScope, effectiveGuardrails, isEnforcedSomewhere } from "../../stacks/guardrails";
import type { Project } from "./project";

/**
 * Settings of the policy pack for a project, by guardrail: parameters, enforcement level, and the stacks that are exempt
 * because their account is outside the guardrail's scope or has an exception.
 */
export function policySettings({
  name,
  organization,
  stacks,
}: Pick<Project, "name" | "organization" | "stacks">): Record<string, PolicySetting> {
  return Object.fromEntries(
    effectiveGuardrails(organization).map(({ guardrail, parameters, scope, exceptions }) => {
      // No organization policy binds the management account, but its resources can be checked as well.
      const everywhere = !scope.organizationalUnits && !scope.environments;
      const bound = new Set(accountsInScope(organization, scope));
      exceptions.forEach(({ account }) => bound.delete(account));
      return [
        guardrail.id,
        {
          enforcementLevel: isEnforcedSomewhere(organization, guardrail) ? "mandatory" : "advisory",
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
