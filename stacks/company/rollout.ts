import * as z from "zod";
import { type GroupName, groupNames } from "../../policy-pack/guardrails";
import { ouPath } from "./values";

export const stages = ["report", "enforce"] as const;

/** `report` denies nothing: previews warn, and AWS Config reports violations. `enforce` denies. */
export type Stage = (typeof stages)[number];

/**
 * Group that the roll-out does not change: a company enforces these guardrails by moving an account into their organizational
 * unit, or by switching them on during an incident.
 */
const UNSTAGED = "quarantine";

/** Group of guardrails that a company can enforce before or after the others. */
export type StagedGroup = Exclude<GroupName, typeof UNSTAGED>;

/** False for the group that is always enforced. */
export function isStaged(group: GroupName): group is StagedGroup {
  return group !== UNSTAGED;
}

export const stagedGroups: readonly StagedGroup[] = groupNames.filter(isStaged);

const stage = z.enum(stages);

const byGroup = z.partialRecord(z.enum(stagedGroups), stage).default({});

/** Stages of the guardrails by group and OU: reported or enforced. */
export const rollout = z.strictObject({
  /**
   * Stage of every guardrail that no group and no OU below sets. Required with `existing`: begin with `report`. @default -
   * enforce
   */
  stage: stage.optional(),
  /** Stage by group of guardrails (the folders of `policy-pack/guardrails`), in the whole organization. */
  groups: byGroup,
  /** Stages by the path of an OU, for it and the OUs below it. The nearest OU that sets the stage of a group decides. */
  organizationalUnits: z
    .record(
      ouPath,
      z.strictObject({
        /** Stage of every guardrail in the OU. @default - the stage of the OU above, or of the organization */
        stage: stage.optional(),
        /** Stage by group of guardrails in the OU. */
        groups: byGroup,
      }),
    )
    .default({}),
});
