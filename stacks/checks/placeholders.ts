import { type Organization, placeholders } from "../company/organization";
import { placeholderAccessRange } from "../company/settings/workload";
import type { StackConfiguration } from "./stack";

/** A sentence on the facts of the organization that are still the template's; empty when none is. */
export function organizationPlaceholders({ accounts, state }: Organization): string[] {
  const missing = [
    accounts["management"]?.id === placeholders.managementAccountId && "accounts.management.id",
    state.backend === placeholders.stateBackend && "state.backend",
    state.secretsProvider === placeholders.secretsProvider && "state.secretsProvider",
  ].filter((fact) => fact !== false);
  return missing.length === 0
    ? []
    : [
        `organization.${missing.join(", organization.")} in Pulumi.yaml still have the template's placeholders: fill in your company's own values before deploying (docs/getting-started.md)`,
      ];
}

/** A sentence on each fact of a stack that is still the template's. */
export function stackPlaceholders(stack: StackConfiguration): string[] {
  return stack.role === "workload" &&
    stack.settings.cluster.publicAccessRanges.includes(placeholderAccessRange)
    ? [
        `workload.cluster.publicAccessRanges in Pulumi.${stack.stack}.yaml still has the template's placeholder ${placeholderAccessRange}: name the range that you deploy from before deploying (docs/roles/workload.md)`,
      ]
    : [];
}
