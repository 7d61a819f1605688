import { policyNames } from "../../policy-pack/policies/names";
import type { PolicySetting } from "../../policy-pack/policies";
import { policySettings } from "../planner/policy-settings";
import type { Project } from "../planner/project";

/**
 * The organization's guardrails in the form of `pulumi --policy-pack-config` and Pulumi Cloud: level, parameters and
 * levels by account for each policy, and `disabled` for a guardrail that is off.
 *
 * @param accountIds Ids that AWS assigned, by account key. @default - those of the configuration
 * @see https://www.pulumi.com/docs/insights/policy/policy-packs/configuration/
 */
export function policyConfig(
  project: Pick<Project, "name" | "organization" | "stacks">,
  accountIds: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
  const settings = policySettings(project, accountIds);
  return Object.fromEntries(
    policyNames().map(({ guardrail, policy, advises }) => {
      const setting = settings[guardrail];
      return [policy, setting === undefined ? "disabled" : valuesOf(setting, advises)];
    }),
  );
}

/** @param advises True for a policy that takes `preview`. */
function valuesOf({ parameters, preview, ...common }: PolicySetting, advises: boolean): object {
  return { ...common, ...parameters, ...(advises && preview && { preview }) };
}
