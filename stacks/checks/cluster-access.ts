import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import { type PermissionSetKey, permissionSetKeys } from "../company/settings/identity";
import { eachItem, soundOr } from "../company/sound";
import type { StackConfiguration } from "./stack-configuration";

/**
 * Refuses a cluster that admits a permission set which no group has in its account. AWS creates the role of a permission set
 * when the set is assigned in an account, so the deployment would find no role. Without a stack identity, another check
 * requires one.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function admittedSetsAreAssigned(
  { accounts }: Organization,
  stacks: readonly StackConfiguration[],
  problems: Problem[],
): void {
  const identity = stacks.find((stack) => stack.role === "identity");
  if (identity === undefined) {
    return;
  }
  const workloads = stacks.filter((stack) => stack.role === "workload");
  eachItem(workloads, ({ stack, account, settings }) => {
    const { access } = settings.cluster;
    for (const set of (["readOnly", "developer"] as const).filter((admitted) => access[admitted])) {
      const assigned = assignedIn(account, identity);
      if (!assigned.includes(set)) {
        const off = `set ${set}: false`;
        problems.push({
          path: `Pulumi.${stack}.yaml: workload.cluster.access.${set}`,
          rule: `must be false where no group has this permission set in the account; assigned there: ${assigned.join(", ") || "none"}`,
          found: show(true),
          remedy:
            set === "developer" && isProduction(account, accounts)
              ? `${off}: people only read in production`
              : `add the account to identity.assignments.<group>.${set} in Pulumi.identity.yaml, or ${off}`,
        });
      }
    }
  });
}

/** True for an account of production; false as well for one whose environment has a problem of its own. */
function isProduction(account: string, accounts: Organization["accounts"]): boolean {
  return soundOr(false, () => accounts[account]?.environment === "production");
}

/** Permission sets that a group has in an account. */
function assignedIn(
  account: string,
  { settings }: StackConfiguration<"identity">,
): PermissionSetKey[] {
  const groups = Object.values(settings.assignments);
  return permissionSetKeys.filter((set) =>
    groups.some((group) => group[set]?.includes(account) === true),
  );
}
