import assert from "node:assert/strict";
import type { Project } from "../../cli/planner/project";
import { formatProblem } from "../../stacks/company/problems";
import { roles } from "../../stacks/company/roles";
import { check, type CompanyFiles } from "../stacks/checks/company-files";
import { planCompany, type PlannedCompany } from "./effect";

/** A configuration and its plan. */
export interface Configured {
  readonly files: CompanyFiles;
  readonly project: Project;
  readonly plan: PlannedCompany;
}

/**
 * Checks and plans a company.
 *
 * @param other A company that differs in a few settings: stacks that a difference does not reach have its plan. One without
 * the outputs of a stack is not used: other stacks cannot be planned with it.
 */
export async function configured(files: CompanyFiles, other?: Configured): Promise<Configured> {
  const { problems, project } = check(files);
  assert.ok(project, problems.map(formatProblem).join("\n"));
  const isWhole = [...(other?.plan.outputs.values() ?? [])].every(
    (outputs) => Object.keys(outputs).length > 0,
  );
  if (other === undefined || !isWhole || differ(files.organization, other.files.organization)) {
    return { files, project, plan: await planCompany(project) };
  }
  let plan = other.plan;
  const changed = project.stacks.filter(({ stack }) =>
    differ(files.stacks[stack], other.files.stacks[stack]),
  );
  for (const { stack, role } of changed) {
    plan = await replanned(project, [stack], plan);
    const readers = project.stacks.filter((reader) =>
      (roles[reader.role].reads as readonly string[]).includes(role),
    );
    if (differ(plan.outputs.get(stack), other.plan.outputs.get(stack)) && readers.length > 0) {
      plan = await replanned(project, [stack, ...readers.map((reader) => reader.stack)], plan);
    }
  }
  return { files, project, plan };
}

/** A plan in which some stacks are planned again. */
async function replanned(
  project: Project,
  stacks: readonly string[],
  plan: PlannedCompany,
): Promise<PlannedCompany> {
  const { resources, outputs } = await planCompany(project, stacks, plan);
  const others = [...plan.resources].filter(([, { stack }]) => !stacks.includes(stack));
  return { resources: new Map([...others, ...resources]), outputs };
}

export const differ = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) !== JSON.stringify(other);
