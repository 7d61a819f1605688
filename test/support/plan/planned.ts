import { join } from "node:path";
import { planProject, type StackPlan } from "../../../cli/planner/plan";
import { loadProject, type Project } from "../../../cli/planner/project";
import type { ResourceRecord } from "../../../cli/planner/record";
import { redact, type Wire } from "../../../cli/emulation/protocol/values";

export const repository = join(__dirname, "..", "..", "..");

/** A planned resource with its inputs as plain values, secrets and unknowns redacted. */
export interface PlannedResource extends Omit<ResourceRecord, "inputs"> {
  readonly stack: string;
  readonly inputs: Wire;
}

/** Planned resources of one stack, for tests to find theirs among. */
export class PlannedResources {
  public readonly resources: readonly PlannedResource[];

  public constructor(
    private readonly stack: string,
    records: readonly ResourceRecord[],
  ) {
    this.resources = records.map((record) => ({
      ...record,
      stack,
      inputs: redact(record.inputs.toJavaScript()) as Wire,
    }));
  }

  /** Every resource of a type. */
  public all(type: string): PlannedResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** The one resource of a type, and of a name when it is given. */
  public one(type: string, name?: string): PlannedResource {
    const found = this.all(type).filter((resource) => name === undefined || resource.name === name);
    const [first] = found;
    if (first === undefined || found.length > 1) {
      throw new Error(
        `expected one ${type} ${name ?? ""} in ${this.stack}, found ${found.length}: ${this.all(
          type,
        )
          .map((resource) => resource.name)
          .join(", ")}`,
      );
    }
    return first;
  }
}

/** A planned stack of a company. */
export class PlannedStack extends PlannedResources {
  public constructor(public readonly plan: StackPlan) {
    super(plan.stack, plan.records);
  }
}

const plans = new Map<string, Promise<Map<string, PlannedStack>>>();

/** The plan of a project folder, planned once for all tests; the default company without an argument. */
export function planOf(
  folder = repository,
  preview = false,
): Promise<ReadonlyMap<string, PlannedStack>> {
  const key = `${folder} ${preview}`;
  const plan = plans.get(key) ?? planAll(loadProject(folder), preview);
  plans.set(key, plan);
  return plan;
}

/** Plans a project that a test has changed. */
export async function planAll(
  project: Project,
  preview = false,
): Promise<Map<string, PlannedStack>> {
  const stacks = new Map<string, PlannedStack>();
  for await (const stack of planProject(project, { preview })) {
    stacks.set(stack.stack, new PlannedStack(stack));
  }
  return stacks;
}

/** One stack of the default company's plan. */
export async function planned(stack: string): Promise<PlannedStack> {
  const found = (await planOf()).get(stack);
  if (!found) {
    throw new Error(`no stack ${stack} in the plan`);
  }
  return found;
}

/** Id of every account of the default company by key. */
export async function accountIds(): Promise<Record<string, string>> {
  return (await planned("management")).plan.outputs["accountIds"] as Record<string, string>;
}

/** A policy document of a resource, parsed whether it was written as text or as an object. */
export function document(value: unknown): { Statement: Wire[] } {
  return (typeof value === "string" ? JSON.parse(value) : value) as { Statement: Wire[] };
}
