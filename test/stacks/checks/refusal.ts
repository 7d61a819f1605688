import type { Problem } from "../../../stacks/company/problems";
import type { ProjectFiles } from "../../support/plan/project";

/** A change of the default company that must be refused, and what the refusal must say. */
export interface Refusal {
  readonly title: string;
  /** Changes of `organization` by dotted path; `undefined` removes the key. */
  readonly organization?: Readonly<Record<string, unknown>>;
  readonly stacks?: ProjectFiles["stacks"];
  /** Part of the path, the rule, the value found and the remedy of one of the problems. */
  readonly says: Problem;
}
