import { guardrailPolicies } from "../../policy-pack/policies";
import { policySettings } from "../planner/policy-settings";
import type { Project } from "../planner/project";

/**
 * The organization's guardrails as `pulumi --policy-pack-config` and Pulumi Cloud read them: level, parameters and
 * stacks left alone, by policy, and `disabled` for guardrails that are off.
 * @see https://www.pulumi.com/docs/insights/policy/policy-packs/configuration/
 */
export function policyConfig(
  project: Pick<Project, "name" | "organization" | "stacks">,
): Record<string, unknown> {
  const settings = policySettings(project);
  return Object.fromEntries(
    guardrailPolicies().map(({ guardrail, policy }) => {
      const setting = settings[guardrail];
      return [
        policy.name,
        setting === undefined
          ? "disabled"
          : {
              enforcementLevel: setting.enforcementLevel,
              excludedStacks: setting.excludedStacks,
              ...setting.parameters,
            },
      ];
    }),
  );
}
