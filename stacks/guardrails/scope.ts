import type { Guardrail, Scope } from "../../policy-pack/guardrails/types/guardrail";
import { memberAccounts, unitPaths } from "../company/accounts";
import type { GuardrailSetting, Organization } from "../company/organization";
import type { Target } from "./target";

/** What of an organization tells where guardrails apply. */
export type Places = Pick<Organization, "accounts" | "organizationalUnits">;

/** Where a guardrail applies: as configured, else by itself. */
export function scopeOf(
  { scope }: Guardrail,
  given: Pick<GuardrailSetting, "organizationalUnits" | "environments">,
): Scope {
  const organizationalUnits = given.organizationalUnits ?? scope?.organizationalUnits;
  const environments = given.environments ?? scope?.environments;
  return {
    ...(organizationalUnits && { organizationalUnits }),
    ...(environments && { environments }),
  };
}

/** Keys of the accounts that a guardrail applies to, exceptions apart. */
export function accountsInScope(organization: Places, scope: Scope): string[] {
  return memberAccounts(organization).filter((key) => isInScope(organization, scope, key));
}

/** True when a guardrail applies to a member account, exceptions apart. */
export function isInScope(organization: Places, scope: Scope, key: string): boolean {
  const { environment, organizationalUnit } = organization.accounts[key] ?? {};
  return (
    key !== "management" &&
    environment !== undefined &&
    (scope.environments?.includes(environment) ?? true) &&
    (scope.organizationalUnits?.some((unit) => holds(unit, organizationalUnit)) ?? true)
  );
}

/**
 * The fewest targets that reach exactly the accounts of a scope. OUs that hold nobody are targets as well, where the
 * scope is not by environment, so that an account that is moved there is bound at once.
 *
 * @param except Accounts that must not be reached.
 */
export function targetsOf(
  organization: Places,
  scope: Scope,
  except: readonly string[] = [],
): Target[] {
  if (!scope.environments) {
    return wholeUnits(organization, scope).flatMap((target) =>
      around(organization, target, except),
    );
  }
  const reached = new Set(
    accountsInScope(organization, scope).filter((key) => !except.includes(key)),
  );
  return cover(organization, "", reached);
}

/** A target itself where no excepted account is below it, else all that is below it but these. */
function around(organization: Places, target: Target, except: readonly string[]): Target[] {
  const path = target.kind === "organizational-unit" ? target.path : "";
  if (!except.some((key) => holds(path, organization.accounts[key]?.organizationalUnit))) {
    return [target];
  }
  const { units, accounts } = directlyBelow(organization, path);
  return [
    // What is attached to the root binds the management account too, if it binds it at all.
    ...(target.kind === "root" ? [{ kind: "account", account: "management" } as const] : []),
    ...units.flatMap((unit) =>
      around(organization, { kind: "organizational-unit", path: unit }, except),
    ),
    ...accounts
      .filter((account) => !except.includes(account))
      .map((account): Target => ({ kind: "account", account })),
  ];
}

function wholeUnits(organization: Places, { organizationalUnits }: Scope): Target[] {
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
function cover(organization: Places, path: string, reached: ReadonlySet<string>): Target[] {
  const below = memberAccounts(organization).filter((key) =>
    holds(path, organization.accounts[key]?.organizationalUnit),
  );
  if (!below.some((key) => reached.has(key))) {
    return [];
  }
  if (below.every((key) => reached.has(key))) {
    return [path === "" ? { kind: "root" } : { kind: "organizational-unit", path }];
  }
  const { units, accounts } = directlyBelow(organization, path);
  return [
    ...units.flatMap((unit) => cover(organization, unit, reached)),
    ...accounts
      .filter((account) => reached.has(account))
      .map((account): Target => ({ kind: "account", account })),
  ];
}

/** OUs and member accounts that are in an OU and not in one below it. `""` is the root. */
function directlyBelow(
  organization: Places,
  path: string,
): { units: string[]; accounts: string[] } {
  const depth = path === "" ? 1 : path.split("/").length + 1;
  return {
    units: unitPaths(organization.organizationalUnits).filter(
      (unit) => holds(path, unit) && unit.split("/").length === depth,
    ),
    accounts: memberAccounts(organization).filter(
      (key) => (organization.accounts[key]?.organizationalUnit ?? "") === path,
    ),
  };
}

/** True when an OU is the other or holds it; the root holds all. */
function holds(path: string, other = ""): boolean {
  return path === "" || other === path || other.startsWith(`${path}/`);
}
