import type { Account, Environment, Organization } from "./organization";
import { isRoleName, type Role } from "./roles";

/**
 * Key of the account that a role is built in: the account that lists it in `roles`, or else the account of the same name.
 */
export function accountOfRole(organization: Organization, role: Exclude<Role, "workload">): string {
  const sharing = Object.entries(organization.accounts).find(([, { roles }]) =>
    roles?.includes(role),
  );
  return sharing?.[0] ?? role;
}

/** Accounts in which no workload may run: the management account, and that of the copies of backups. */
export function closedToWorkloads(organization: Organization): string[] {
  return ["management", accountOfRole(organization, "backup")];
}

/** True when this program runs AWS Config in the account. Control Tower runs it in the accounts that it has enrolled. */
export function recordsConfig(organization: Organization, name: string): boolean {
  const byGovernance = organization.governance === "control-tower" ? "external" : "managed";
  return (organization.accounts[name]?.configRecorder ?? byGovernance) === "managed";
}

/**
 * Keys of the member accounts that AWS Config does not record yet when the audit stack is deployed. Their baseline creates
 * the recorder, and `credentials: bootstrap` shows that it has not been deployed yet. Log-archive and audit are not among
 * them: their baselines are deployed first. Accounts with an external recorder are not among them either.
 */
export function unrecordedAccounts(organization: Organization): string[] {
  const recorded = [
    accountOfRole(organization, "log-archive"),
    accountOfRole(organization, "audit"),
  ];
  return memberAccounts(organization).filter(
    (name) =>
      !recorded.includes(name) &&
      recordsConfig(organization, name) &&
      (organization.accounts[name]?.credentials ?? organization.credentials) === "bootstrap",
  );
}

/** Environment of an account. Without one it is shared: an account of a role other than workload, or one that does not exist. */
export function environmentOf(account: Account | undefined): Environment {
  return account?.environment ?? "shared";
}

/** True for an account of roles other than workload: one that lists only such roles, or that has the name of one. */
export function isOfPlatform(name: string, { roles }: Pick<Account, "roles">): boolean {
  return (roles ?? [name]).every((role) => isRoleName(role) && role !== "workload");
}

/** Keys of all accounts except the management account. */
export function memberAccounts({ accounts }: Pick<Organization, "accounts">): string[] {
  return Object.keys(accounts).filter((name) => name !== "management");
}

/** Keys of the accounts that run workloads: those with a range in the address plan. */
export function workloadAccounts(organization: Organization): string[] {
  return Object.keys(organization.addressPlan.spokes);
}

/** Keys that an account had before, the oldest first. */
export function formerAccountKeys(
  { accounts }: Pick<Organization, "accounts">,
  key: string,
): readonly string[] {
  return accounts[key]?.formerly ?? [];
}

/**
 * Key of an account or an image in names that cannot change in AWS: its first one. An account that was renamed keeps its
 * address, its cluster, its database, its cache and its subdomain; an image keeps its repository.
 */
export function keyInAws(
  key: string,
  named: { readonly formerly?: readonly string[] | undefined } | undefined,
): string {
  return named?.formerly?.[0] ?? key;
}

/** E-mail address of an account: its own, or else the organization's pattern with its first key. */
export function accountEmail(name: string, account: Account, pattern: string): string {
  return account.email ?? pattern.replace("{account}", keyInAws(name, account));
}

/** Path of every OU and of its parents, parents first. */
export function unitPaths(units: Organization["organizationalUnits"]): string[] {
  const paths = new Set<string>();
  for (const path of Object.keys(units).sort()) {
    const parts = path.split("/");
    parts.forEach((_, index) => paths.add(parts.slice(0, index + 1).join("/")));
  }
  return [...paths];
}

/**
 * Paths that an OU had before: its own former ones, and those below a former path of its parent.
 *
 * @example
 * // { "Apps": { formerly: ["Workloads"] }, "Apps/Production": {} }: ["Workloads/Production"] for "Apps/Production"
 */
export function formerUnitPaths(
  units: Organization["organizationalUnits"],
  path: string,
): string[] {
  const parts = path.split("/");
  const parent = parts.slice(0, -1).join("/");
  const ofParent = parent === "" ? [] : formerUnitPaths(units, parent);
  return [
    ...new Set([
      ...(units[path]?.formerly ?? []),
      ...ofParent.map((former) => `${former}/${parts.at(-1) ?? ""}`),
    ]),
  ];
}

/** The organization with the ids that AWS gave its accounts, by their keys; those of the configuration come first. */
export function withIds(
  organization: Organization,
  ids: Readonly<Record<string, string>>,
): Organization {
  return {
    ...organization,
    accounts: Object.fromEntries(
      Object.entries(organization.accounts).map(([key, account]) => {
        const id = account.id ?? ids[key];
        return [key, { ...account, ...(id !== undefined && { id }) }];
      }),
    ),
  };
}
