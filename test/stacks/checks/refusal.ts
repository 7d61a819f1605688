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

/** The key of a cluster that the stack prod cannot do without. */
export const cluster = { publicAccessRanges: ["198.51.100.0/24"] };

/** A refused value of the stack prod: the path, the changed section, and parts of the problem. */
export function workload(
  title: string,
  path: string,
  section: object,
  rule: string,
  found: string,
  remedy: string,
): Refusal {
  return {
    title,
    stacks: { prod: { role: "workload", workload: { cluster, ...section } } },
    expected: { path: `Pulumi.prod.yaml: workload.${path}`, rule, found, remedy },
  };
}
