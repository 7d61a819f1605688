import type { Scope } from "../../policy-pack/guardrails/guardrail";
import { memberAccounts, unitPaths } from "../accounts";
import type { Organization } from "../configuration/organization";

/** What an organization policy is attached to. */
export type Target =
  | { readonly kind: "root" }
  | { readonly kind: "organizational-unit"; readonly path: string }
  | { readonly kind: "account"; readonly account: string };

/** The target as a person writes it: `root`, an OU's path, an account's key. */
export function targetName(target: Target): string {
  switch (target.kind) {
    case "root":
      return "root";
    case "organizational-unit":
      return target.path;
    case "account":
      return target.account;
  }
}

/** Keys of the accounts that a guardrail applies to, exceptions apart. */
export function accountsInScope(organization: Organization, scope: Scope): string[] {
  return memberAccounts(organization).filter((key) => isInScope(organization, scope, key));
}

/** True when a guardrail applies to a member account, exceptions apart. */
export function isInScope(organization: Organization, scope: Scope, key: string): boolean {
  const { environment, organizationalUnit } = organization.accounts[key] ?? {};
  return (
    key !== "management" &&
    environment !== undefined &&
    (scope.environments?.includes(environment) ?? true) &&
    (scope.organizationalUnits?.some((unit) => holds(unit, organizationalUnit)) ?? true)
  );
}

/**
 * The fewest targets that reach exactly the accounts of a scope. OUs that the scope names are targets even while they
 * are empty, so that an account that is moved there is bound at once.
 *
 * @param except Accounts that must not be reached.
 */
export function targetsOf(
  organization: Organization,
  scope: Scope,
  except: readonly string[] = [],
): Target[] {
  if (except.length === 0 && !scope.environments) {
    return wholeUnits(organization, scope);
  }
  const reached = new Set(
    accountsInScope(organization, scope).filter((key) => !except.includes(key)),
  );
  return cover(organization, "", reached);
}

function wholeUnits(organization: Organization, { organizationalUnits }: Scope): Target[] {
  if (!organizationalUnits) {
    return [{ kind: "root" }];
  }
  const known = unitPaths(organization.organizationalUnits);
  const named = [...new Set(organizationalUnits)].filter((path) => known.includes(path)).sort();
  return named
    .filter((path) => !named.some((other) => other !== path && holds(other, path)))
    .map((path) => ({ kind: "organizational-unit", path }));
}

/** An OU itself where all accounts below it are reached, else what covers its parts. `""` is the root. */
function cover(organization: Organization, path: string, reached: ReadonlySet<string>): Target[] {
  const below = memberAccounts(organization).filter((key) =>
    holds(path, organization.accounts[key]?.organizationalUnit),
  );
  if (!below.some((key) => reached.has(key))) {
    return [];
  }
  if (below.every((key) => reached.has(key))) {
    return [path === "" ? { kind: "root" } : { kind: "organizational-unit", path }];
  }
  const depth = path === "" ? 1 : path.split("/").length + 1;
  const units = unitPaths(organization.organizationalUnits).filter(
    (unit) => holds(path, unit) && unit.split("/").length === depth,
  );
  const own = below.filter(
    (key) => (organization.accounts[key]?.organizationalUnit ?? "") === path,
  );
  return [
    ...units.flatMap((unit) => cover(organization, unit, reached)),
    ...own
      .filter((account) => reached.has(account))
      .map((account): Target => ({ kind: "account", account })),
  ];
}

/** True when an OU is the other or holds it; the root holds all. */
function holds(path: string, other = ""): boolean {
  return path === "" || other === path || other.startsWith(`${path}/`);
}
