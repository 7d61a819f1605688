import { policyCheckerOf } from "../../../cli/commands/plan";
import { planProject } from "../../../cli/planner/plan";
import type { Project } from "../../../cli/planner/project";
import { checkCompany } from "../../../stacks/checks/across-stacks";
import { parseOrganization } from "../../../stacks/checks/parse-organization";
import { parseStack } from "../../../stacks/checks/stack";
import type { Problem } from "../../../stacks/company/problems";
import { isRoleName } from "../../../stacks/company/roles";
import { sectionKey, settingsSchemas } from "../../../stacks/company/settings";
import { type Change, type CompanyFiles, isObject } from "./company-files";
import { leavesOf, type SchemaLeaf } from "./schema-values";

/** Every key of the sections of a company's stacks with valid values, by the schemas alone. */
export function keysOf({ stacks }: CompanyFiles): SchemaLeaf[] {
  return Object.entries(stacks).flatMap(([stack, config]) => {
    const { role } = config;
    const section = typeof role === "string" && isRoleName(role) ? sectionKey(role) : "";
    return typeof role === "string" && isRoleName(role)
      ? leavesOf(settingsSchemas[role], ["stacks", stack, section], config[section])
      : [];
  });
}

/** A check of the stacks of a company, whose organization is read once. */
function checkStacks({ organization }: CompanyFiles): (company: CompanyFiles) => boolean {
  const problems: Problem[] = [];
  const read = parseOrganization(organization, problems);
  return ({ stacks }) => {
    const found = [...problems];
    const parsed = Object.entries(stacks).flatMap(
      ([stack, config]) => parseStack(stack, config, read, found) ?? [],
    );
    if (read) {
      checkCompany(read, parsed, [], found);
    }
    return found.length === 0;
  };
}

/**
 * Applies changes of stacks to a company in turn, without those that the checks refuse.
 *
 * @returns The changes that the company then has.
 */
export function accepted(company: CompanyFiles, changes: readonly Change[]): readonly Change[] {
  const accepts = checkStacks(company);
  let kept: readonly Change[] = [];
  /** Adds all changes of a list, or else those of its halves. */
  const add = (list: readonly Change[]): void => {
    const next = [...kept, ...list];
    if (accepts(changed(company, next))) {
      kept = next;
    } else if (list.length > 1) {
      const middle = Math.ceil(list.length / 2);
      add(list.slice(0, middle));
      add(list.slice(middle));
    }
  };
  add(changes);
  return kept;
}

/** A company with changes, in the order of the list. */
export function changed(company: CompanyFiles, changes: readonly Change[]): CompanyFiles {
  const copy = structuredClone(company);
  for (const { path, value } of changes) {
    const last = path.at(-1) ?? "";
    let holder = copy as unknown as Record<string, unknown>;
    for (const key of path.slice(0, -1)) {
      if (!isObject(holder[key])) {
        holder[key] = {};
      }
      holder = holder[key] as Record<string, unknown>;
    }
    if (value === undefined) {
      Reflect.deleteProperty(holder, last);
    } else {
      holder[last] = structuredClone(value);
    }
  }
  return copy;
}

/** Errors of a company's plan, and the violations of its own resources. */
export async function faultsOf(project: Project): Promise<string[]> {
  const found = new Set<string>();
  for await (const plan of planProject(project, { policies: policyCheckerOf(project) })) {
    for (const { message } of plan.errors) {
      found.add(`${plan.stack}: ${message}`);
    }
    for (const { policy, urn, message } of plan.violations) {
      found.add(`${plan.stack}: ${policy}: ${urn.split("::").at(-1) ?? ""}: ${message}`);
    }
  }
  return [...found];
}
