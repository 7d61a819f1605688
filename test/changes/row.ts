/**
 * Effect of a changed setting on a deployed company. `in place`: resources are updated, and some without data are created
 * or deleted. `in a window`: the same, and AWS changes a database or a cache in its next maintenance window. `replaced`:
 * resources without data are replaced. `refused`: the configuration is refused before anything is created, alone or
 * because it differs from what is deployed. `plan only`: no deployed resource changes.
 */
export type Outcome = "in place" | "in a window" | "replaced" | "refused" | "plan only";

/**
 * One changed setting: both values differ from the default, where there is one. `{organization}`, `{root}` and
 * `{account sandbox}` are the ids of the company that is changed.
 */
export interface ChangeRow {
  /** Path of the setting, as `settingLeaves` lists it. */
  readonly leaf: string;
  /** Difference from the first row of the setting, when it has several. @default - it is the first one */
  readonly case?: string;
  /** Stack that has the setting. @default - the stack of its role; `prod` for a workload */
  readonly stack?: string;
  /** Keys and indexes in place of each `*` and `[]` of the path. */
  readonly keys?: readonly (string | number)[];
  readonly from: unknown;
  readonly to: unknown;
  /** Values that both companies have, by path: `organization.homeRegion`, `prod.workload.cache`. */
  readonly both?: Readonly<Record<string, unknown>>;
  /** Values that come with the new one. */
  readonly with?: Readonly<Record<string, unknown>>;
  readonly outcome: Outcome;
  /** Types that are created, deleted or replaced, without `aws:`. @default - none */
  readonly creates?: readonly string[];
  readonly deletes?: readonly string[];
  readonly replaces?: readonly string[];
  /** Types among those deleted that only leave the state: AWS keeps them, and the way back finds them. @default - none */
  readonly kept?: readonly string[];
  /** Part of the sentence of a refusal. */
  readonly refusal?: RegExp;
  /**
   * Part of the sentence in which the way back is refused, for a change that AWS does not take back.
   *
   * @default - the way back is a change of the same kind
   */
  readonly back?: RegExp;
  /**
   * True when the stack is deployed for the first time with the old value, since AWS does not go back to it from that of
   * the default company.
   *
   * @default false - the deployed default company gets the old value
   */
  readonly fresh?: boolean;
  /** Role with all rights that a person has created before in the account of the first key. */
  readonly roleByHand?: string;
  /** Test under the engine that shows the change, when the deployed default company cannot have the old value. */
  readonly elsewhere?: string;
}
