import type { Guardrail, Scope } from "../../policy-pack/guardrails/types/guardrail";
import { environmentOf, memberAccounts, unitPaths } from "../company/accounts";
import type { GuardrailSetting, Organization } from "../company/organization";
import type { Target } from "./target";

/** The parts of an organization that decide where guardrails apply: its accounts and the tree of OUs. */
export type AccountTree = Pick<Organization, "accounts" | "organizationalUnits">;

/** Scope of a guardrail: the configured one, or else its own. */
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

/** Keys of the accounts in a scope, including those with an exception. */
export function accountsInScope(tree: AccountTree, scope: Scope): string[] {
  return memberAccounts(tree).filter((key) => isInScope(tree, scope, key));
}

/** True when a member account is in a scope. Exceptions do not count. */
export function isInScope(tree: AccountTree, scope: Scope, key: string): boolean {
  const account = tree.accounts[key];
  return (
    key !== "management" &&
    account !== undefined &&
    (scope.environments?.includes(environmentOf(account)) ?? true) &&
    (scope.organizationalUnits?.some((unit) => contains(unit, account.organizationalUnit)) ?? true)
  );
}

/**
 * The smallest set of targets whose policies apply to exactly the accounts of a scope. Without environments in the scope,
 * OUs without accounts are targets too: policies apply at once to an account that is moved there.
 */
export function targetsOf(tree: AccountTree, scope: Scope, limits: Limits = {}): Target[] {
  if (!scope.environments) {
    return wholeUnits(tree, scope).flatMap((target) => within(tree, target, limits));
  }
  const reached = new Set(
    accountsInScope(tree, scope).filter((key) => !isLeftOut(tree, key, limits)),
  );
  return cover(tree, "", reached);
}

/** Parts of a scope that get no policy. */
interface Limits {
  /** Keys of accounts. @default - none */
  readonly except?: readonly string[];
  /** True for an OU whose accounts get the policy; `""` is the root. @default - every OU */
  readonly reaches?: (unit: string) => boolean;
}

function isLeftOut(
  tree: AccountTree,
  key: string,
  { except = [], reaches = () => true }: Limits,
): boolean {
  return except.includes(key) || !reaches(tree.accounts[key]?.organizationalUnit ?? "");
}

/** The target itself if no part of it is left out. Otherwise the OUs and accounts below it without those that are. */
function within(tree: AccountTree, target: Target, limits: Limits): Target[] {
  const { except = [], reaches = () => true } = limits;
  const path = target.kind === "organizational-unit" ? target.path : "";
  const isWhole =
    !except.some((key) => contains(path, tree.accounts[key]?.organizationalUnit)) &&
    [path, ...unitPaths(tree.organizationalUnits)]
      .filter((unit) => contains(path, unit))
      .every(reaches);
  if (isWhole) {
    return [target];
  }
  const { units, accounts } = directlyBelow(tree, path);
  // A settings policy on the root applies to the management account too, so it must stay a target.
  const alone = [...(target.kind === "root" ? ["management"] : []), ...accounts];
  return [
    ...units.flatMap((unit) => within(tree, { kind: "organizational-unit", path: unit }, limits)),
    ...alone
      .filter((key) => !isLeftOut(tree, key, limits))
      .map((account): Target => ({ kind: "account", account })),
  ];
}

function wholeUnits(tree: AccountTree, { organizationalUnits }: Scope): Target[] {
  if (!organizationalUnits) {
    return [{ kind: "root" }];
  }
  const known = unitPaths(tree.organizationalUnits);
  const named = [...new Set(organizationalUnits)].filter((path) => known.includes(path)).sort();
  return named
    .filter((path) => !named.some((other) => other !== path && contains(other, path)))
    .map((path) => ({ kind: "organizational-unit", path }));
}

/** The OU itself if all accounts below it are reached. Otherwise targets for its parts. `""` is the root. */
function cover(tree: AccountTree, path: string, reached: ReadonlySet<string>): Target[] {
  const below = memberAccounts(tree).filter((key) =>
    contains(path, tree.accounts[key]?.organizationalUnit),
  );
  if (!below.some((key) => reached.has(key))) {
    return [];
  }
  if (below.every((key) => reached.has(key))) {
    return [path === "" ? { kind: "root" } : { kind: "organizational-unit", path }];
  }
  const { units, accounts } = directlyBelow(tree, path);
  return [
    ...units.flatMap((unit) => cover(tree, unit, reached)),
    ...accounts
      .filter((account) => reached.has(account))
      .map((account): Target => ({ kind: "account", account })),
  ];
}

/** OUs and member accounts directly below an OU. `""` is the root. */
function directlyBelow(tree: AccountTree, path: string): { units: string[]; accounts: string[] } {
  const depth = path === "" ? 1 : path.split("/").length + 1;
  return {
    units: unitPaths(tree.organizationalUnits).filter(
      (unit) => contains(path, unit) && unit.split("/").length === depth,
    ),
    accounts: memberAccounts(tree).filter(
      (key) => (tree.accounts[key]?.organizationalUnit ?? "") === path,
    ),
  };
}

/** True when the second OU is the first or is below it. `""` is the root. */
export function contains(path: string, other = ""): boolean {
  return path === "" || other === path || other.startsWith(`${path}/`);
}
