import { guardrailPolicies } from "../../policy-pack/policies";
import type { Organization } from "../../stacks/configuration/organization";
import { guardrailParameters } from "../../stacks/guardrails";

/**
 * The organization's guardrails as `pulumi --policy-pack-config` reads them: parameters by policy, and `disabled` for
 * those that are switched off. @see https://www.pulumi.com/docs/insights/policy/policy-packs/configuration/
 */
export function policyConfig(organization: Organization): Record<string, unknown> {
  const parameters = guardrailParameters(organization);
  return Object.fromEntries(
    guardrailPolicies().map(({ guardrail, policy }) => [
      policy.name,
      parameters[guardrail] ?? "disabled",
    ]),
  );
}
