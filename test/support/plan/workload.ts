import type { Wire } from "../../../cli/emulation/protocol/values";
import { loadProject } from "../../../cli/planner/project";
import {
  planAll,
  type PlannedResource,
  type PlannedResources,
  type PlannedStack,
  repository,
} from "./planned";

/** Stacks of the default company that run workloads. */
export const workloads = ["prod", "sandbox"] as const;

/** The section with the keys that every workload section of the default company needs. */
function complete(section: WorkloadSection): object {
  return {
    ...section,
    cluster: { publicAccessRanges: ["198.51.100.0/24"], ...section.cluster },
  };
}

interface WorkloadSection {
  readonly cluster?: object;
  readonly [key: string]: unknown;
}

/** The sandbox stack with another section, planned after every stack it reads, whose sections may differ as well. */
export async function workloadWith(
  section: WorkloadSection,
  others: Readonly<Record<string, object>> = {},
): Promise<PlannedStack> {
  const sections: Record<string, object> = {
    ...others,
    workload: complete(section),
  };
  const project = loadProject(repository);
  const stacks = project.stacks
    .filter(({ stack }) => stack !== "prod")
    .map((file) => ({
      ...file,
      config: {
        ...file.config,
        ...(sections[file.role] && {
          [`platform:${file.role}`]: JSON.stringify(sections[file.role]),
        }),
      },
    }));
  const plan = (await planAll({ ...project, stacks })).get("sandbox");
  if (plan === undefined) {
    throw new Error("the sandbox was not planned");
  }
  return plan;
}

/** True when the resource waits for the other, at once or by way of what it waits for. */
export function waitsFor(
  stack: PlannedResources,
  resource: PlannedResource,
  other: PlannedResource,
): boolean {
  const byUrn = new Map(stack.resources.map((found) => [found.urn, found]));
  const seen = new Set<string>();
  const pending = [...resource.dependencies];
  for (let urn = pending.pop(); urn !== undefined; urn = pending.pop()) {
    if (urn === other.urn) {
      return true;
    }
    if (!seen.has(urn)) {
      seen.add(urn);
      pending.push(...(byUrn.get(urn)?.dependencies ?? []));
    }
  }
  return false;
}

/** URNs that the resource waits for directly, by type and name. */
export function named(urns: readonly string[]): string[] {
  return urns.map((urn) => {
    const [, , types = "", name = ""] = urn.split("::");
    return `${types.split("$").at(-1) ?? ""} ${name}`;
  });
}

/** A nested input. */
export function at(inputs: Wire, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    inputs,
  );
}
