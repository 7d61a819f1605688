import type { Organization } from "./configuration/organization";
import type { Role } from "./roles";

/**
 * Key of the account that a role is built in: the one that lists it among its `roles`, else the one of the same name.
 */
export function accountOfRole(organization: Organization, role: Exclude<Role, "workload">): string {
  const sharing = Object.entries(organization.accounts).find(([, { roles }]) =>
    roles?.includes(role),
  );
  return sharing?.[0] ?? role;
}

/** True when this program runs AWS Config in the account; Control Tower does it in those it has enrolled. */
export function recordsConfig(organization: Organization, name: string): boolean {
  const byGovernance = organization.governance === "control-tower" ? "external" : "managed";
  return (organization.accounts[name]?.configRecorder ?? byGovernance) === "managed";
}

/** Keys of all accounts but the management account. */
export function memberAccounts(organization: Organization): string[] {
  return Object.keys(organization.accounts).filter((name) => name !== "management");
}

/** Keys of the accounts that run workloads: those with a range in the address plan. */
export function workloadAccounts(organization: Organization): string[] {
  return Object.keys(organization.addressPlan.spokes);
}
