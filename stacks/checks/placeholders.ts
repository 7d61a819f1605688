import { type Organization, placeholders } from "../company/organization";
import { placeholderAccessRange } from "../company/settings/workload";
import type { StackConfiguration } from "./stack";

/** One sentence that lists the facts of the organization with a placeholder of the template; empty when there is none. */
export function organizationPlaceholders({ accounts, state }: Organization): string[] {
  const missing = [
    accounts["management"]?.id === placeholders.managementAccountId && "accounts.management.id",
    state.backend === placeholders.stateBackend && "state.backend",
    state.secretsProvider === placeholders.secretsProvider && "state.secretsProvider",
  ].filter((fact) => fact !== false);
  return missing.length === 0
    ? []
    : [
        `organization.${missing.join(", organization.")} in Pulumi.yaml still have the template's placeholders: set your company's own values before you deploy (docs/getting-started.md)`,
      ];
}

/** One sentence for each fact of a stack with a placeholder of the template. */
export function stackPlaceholders(stack: StackConfiguration): string[] {
  return stack.role === "workload" &&
    stack.settings.cluster.publicAccessRanges.includes(placeholderAccessRange)
    ? [
        `workload.cluster.publicAccessRanges in Pulumi.${stack.stack}.yaml still has the template's placeholder ${placeholderAccessRange}: replace it with the range that you deploy from (docs/roles/workload.md)`,
      ]
    : [];
}
