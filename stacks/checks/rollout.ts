import { unitPaths } from "../company/accounts";
import type { Organization } from "../company/organization";
import { listOf, misspeltOr, type Problem, show } from "../company/problems";
import { whereSound } from "../company/sound";

/**
 * Requires a decision for an organization that exists: guardrails that begin to deny stop work that was not looked at, and
 * guardrails that no longer deny open what was closed.
 */
export function existingOrganizationHasAStage(
  { existing, rollout }: Organization,
  problems: Problem[],
): void {
  whereSound(() => {
    if (existing !== undefined && rollout.stage === undefined) {
      problems.push({
        path: "organization.rollout.stage",
        rule: "is required with organization.existing: work that runs today may need what a guardrail denies",
        found: "nothing",
        remedy:
          "write report, and enforce group by group (docs/roll-out.md); or write enforce where the guardrails are enforced already",
      });
    }
  });
}

/** Requires that a roll-out names organizational units that exist. */
export function rolloutUnitsExist(
  { rollout, organizationalUnits }: Organization,
  problems: Problem[],
): void {
  whereSound(() => {
    const paths = unitPaths(organizationalUnits);
    const named = Object.keys(rollout.organizationalUnits);
    for (const unit of named.filter((path) => !paths.includes(path))) {
      problems.push({
        path: `organization.rollout.organizationalUnits.${unit}`,
        rule: "must be one of organization.organizationalUnits",
        found: show(unit),
        remedy: misspeltOr(unit, paths, named, `remove it, or name one of ${listOf(paths)}`),
      });
    }
  });
}
