import { policyNames } from "../../policy-pack/policies/names";
import { policySettings } from "../planner/policy-settings";
import type { Project } from "../planner/project";

/**
 * The organization's guardrails in the form of `pulumi --policy-pack-config` and Pulumi Cloud: level, parameters and
 * excluded stacks by policy, and `disabled` for a guardrail that is off.
 *
 * @see https://www.pulumi.com/docs/insights/policy/policy-packs/configuration/
 */
export function policyConfig(
  project: Pick<Project, "name" | "organization" | "stacks">,
): Record<string, unknown> {
  const settings = policySettings(project);
  return Object.fromEntries(
    policyNames().map(({ guardrail, policy }) => {
      const setting = settings[guardrail];
      return [
        policy,
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
