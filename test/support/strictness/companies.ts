import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { loadProject, type Project, type StackFile } from "../../../cli/planner/project";
import { runStackProgram, STATE_ORGANIZATION, watchRejections } from "../../../cli/planner/run";
import platform from "../../../index";
import { checkCompany } from "../../../stacks/checks/across-stacks";
import { packingProblems } from "../../../stacks/checks/packing";
import { parseOrganization } from "../../../stacks/checks/parse-organization";
import { parseStack } from "../../../stacks/checks/stack";
import type { Problem } from "../../../stacks/company/problems";
import { sectionKey } from "../../../stacks/company/settings";
import { defaultOrganization, setAt } from "../plan/default-company";
import { planOf, PlannedResources, repository } from "../plan/planned";
import { Effect } from "./effect";
import { addOrganization } from "./organization-effect";
import { addPlan } from "./plan-effect";

/** A key of the default company: of the organization, or of the section of a stack. */
export interface Place {
  /** Stack whose section has the key. @default - the organization has it */
  readonly stack?: string;
  /** Path below the organization or the section. */
  readonly path: string;
}

/** Parts to reduce to facts: one guardrail, or everything and the plans of these stacks. */
export interface Scope {
  readonly guardrail?: string;
  readonly stacks: readonly string[];
}

const base: Project = loadProject(repository);

/** Configuration of a stack in its file, without namespaces. */
function fileOf(stack: string): Record<string, unknown> {
  const text = readFileSync(join(repository, `Pulumi.${stack}.yaml`), "utf8");
  const { config } = yaml.parse(text) as { config: Record<string, unknown> };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.replace("platform:", ""), value]),
  );
}

/** The raw section of a stack of the default company. */
export function sectionOf({ stack, role }: StackFile): Record<string, unknown> {
  return (fileOf(stack)[sectionKey(role)] ?? {}) as Record<string, unknown>;
}

/**
 * Facts of the default company with one value in another way. `undefined` leaves the key out.
 *
 * @returns `undefined` when the checks or a component refuse the company.
 */
export async function effectWith(
  place: Place,
  value: unknown,
  scope: Scope,
): Promise<Effect | undefined> {
  const organization = defaultOrganization();
  if (place.stack === undefined) {
    setAt(organization, place.path, value);
  }
  const problems: Problem[] = [];
  const parsed = parseOrganization(organization, problems);
  if (parsed === undefined || problems.length > 0) {
    return undefined;
  }
  const stacks = base.stacks.map((stack) => ({ ...stack, ...changed(stack, place, value) }));
  if (scope.guardrail === undefined) {
    const read = stacks.flatMap(
      ({ stack, values }) => parseStack(stack, values, parsed, problems) ?? [],
    );
    checkCompany(parsed, read, [], problems);
    problems.push(...(scope.stacks.includes("management") ? packingProblems(parsed) : []));
    if (problems.length > 0) {
      return undefined;
    }
  }
  const effect = new Effect();
  addOrganization(effect, parsed, scope.guardrail);
  for (const stack of stacks.filter(({ stack }) => scope.stacks.includes(stack))) {
    const config = {
      ...stack.config,
      "platform:organization": JSON.stringify(organization),
      ...stack.texts,
    };
    const plan = await planAlone({ ...stack, config });
    if (plan === undefined) {
      return undefined;
    }
    addPlan(effect, plan);
  }
  return effect;
}

function changed(stack: StackFile, place: Place, value: unknown) {
  const values = fileOf(stack.stack);
  const section = sectionKey(stack.role);
  if (stack.stack !== place.stack) {
    return { values, texts: {} };
  }
  const settings = structuredClone((values[section] ?? {}) as Record<string, unknown>);
  setAt(settings, place.path, value);
  return {
    values: { ...values, [section]: settings },
    texts: { [`platform:${section}`]: JSON.stringify(settings) },
  };
}

/** Resources of one stack, `undefined` when its program fails; the stacks that it reads are those of the default company. */
async function planAlone(stack: Pick<StackFile, "stack" | "config" | "secretConfigKeys">) {
  const plans = await planOf();
  const stopWatching = watchRejections();
  try {
    const { records, errors } = await runStackProgram({
      project: base.name,
      stack: stack.stack,
      config: stack.config,
      secretConfigKeys: stack.secretConfigKeys,
      outputsOf: (name) =>
        plans.get(name.slice(`${STATE_ORGANIZATION}/${base.name}/`.length))?.plan.outputs,
      preview: false,
      program: () =>
        platform({ templateFacts: "allowed", environment: {}, traces: false, onRead: () => {} }),
    });
    await new Promise((resolve) => setImmediate(resolve));
    return errors.size > 0 ? undefined : new PlannedResources(stack.stack, records);
  } finally {
    stopWatching();
  }
}
