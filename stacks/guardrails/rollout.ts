import { groupOf, guardrails } from "../../policy-pack/guardrails";
import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import { unitPaths } from "../company/accounts";
import type { Organization } from "../company/organization";
import { isStaged, type Stage } from "../company/rollout";
import { settingOf } from "./effective";
import { contains, scopeOf } from "./scope";

/** Guardrail that protects the names of the platform's roles. All other guardrails exempt these names. */
export const PROTECTION = "protect-platform-roles";

/**
 * Stage of an enabled guardrail in an OU: its own `stage`, else `report` for a guardrail that reports first, else that of
 * `organization.rollout`. The guardrail that protects the platform's roles is enforced wherever another guardrail denies.
 *
 * @param unit Path of the OU; `""` is the root, with the management account.
 */
export function stageIn(organization: Organization, guardrail: Guardrail, unit: string): Stage {
  const own = settingOf(organization, guardrail).stage;
  if (own !== undefined) {
    return own;
  }
  if (guardrail.id === PROTECTION) {
    return guardrails.some((other) => needsProtection(organization, other, unit))
      ? "enforce"
      : "report";
  }
  return guardrail.reportsFirst === undefined ? rolledOut(organization, guardrail, unit) : "report";
}

/** Stage of an enabled guardrail in an account, by the OU that contains the account. */
export function stageInAccount(
  organization: Organization,
  guardrail: Guardrail,
  account: string,
): Stage {
  const unit = organization.accounts[account]?.organizationalUnit ?? "";
  return stageIn(organization, guardrail, unit);
}

/** True when a guardrail is on and denies requests in a part of the organization. */
export function deniesSomewhere(organization: Organization, guardrail: Guardrail): boolean {
  return ["", ...unitPaths(organization.organizationalUnits)].some((unit) =>
    denies(organization, guardrail, unit),
  );
}

/** True when an enabled guardrail is enforced in a part of the organization that it applies to. */
export function isEnforcedSomewhere(organization: Organization, guardrail: Guardrail): boolean {
  return ["", ...unitPaths(organization.organizationalUnits)].some(
    (unit) =>
      appliesIn(organization, guardrail, unit) &&
      stageIn(organization, guardrail, unit) === "enforce",
  );
}

function needsProtection(organization: Organization, other: Guardrail, unit: string): boolean {
  return other.id !== PROTECTION && denies(organization, other, unit);
}

function denies(organization: Organization, guardrail: Guardrail, unit: string): boolean {
  return (
    settingOf(organization, guardrail).enabled &&
    !("none" in guardrail.deny) &&
    guardrail.deny.some((policy) => "statements" in policy) &&
    appliesIn(organization, guardrail, unit) &&
    stageIn(organization, guardrail, unit) === "enforce"
  );
}

/** True when an OU is in the scope of a guardrail, for accounts of any environment. */
function appliesIn(organization: Organization, guardrail: Guardrail, unit: string): boolean {
  const { organizationalUnits } = scopeOf(guardrail, settingOf(organization, guardrail));
  return organizationalUnits?.some((named) => contains(named, unit)) ?? true;
}

function rolledOut({ rollout }: Organization, guardrail: Guardrail, unit: string): Stage {
  const group = groupOf(guardrail);
  if (!isStaged(group)) {
    return "enforce";
  }
  const parts = unit.split("/");
  const nearestFirst = parts.map((_, index) => parts.slice(0, parts.length - index).join("/"));
  const stages = [...nearestFirst.map((path) => rollout.organizationalUnits[path]), rollout];
  return (
    stages.map((place) => place?.groups[group] ?? place?.stage).find((found) => found) ?? "enforce"
  );
}
