import type { Problem } from "../../../stacks/company/problems";
import type { ProjectFiles } from "../../support/plan/project";

/** A change of the default company that must be refused, with the expected problem. */
export interface Refusal {
  readonly title: string;
  /** Changes of `organization` by dotted path; `undefined` removes the key. */
  readonly organization?: Readonly<Record<string, unknown>>;
  readonly stacks?: ProjectFiles["stacks"];
  /** One of the problems: its path, and parts of its rule, found value and remedy. */
  readonly expected: Problem;
}
