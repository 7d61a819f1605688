import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cloud } from "../cli/emulation/cloud/cloud";
import { planProject } from "../cli/planner/plan";
import type { Project } from "../cli/planner/project";
import { reveal, type Wire } from "../cli/emulation/protocol/values";

/** Checkpoint of a stack that contains only the outputs that other stacks read. */
export interface DeployedStack {
  readonly stack: string;
  /** File for `pulumi stack import`. */
  readonly file: string;
}

/** Facts about a project from its plan. */
export interface Deployed {
  readonly stacks: readonly DeployedStack[];
  /** Number of resources by stack, including the components of this program. */
  readonly resources: Readonly<Record<string, number>>;
}

/**
 * Imitates the deployment of every stack that others read, which would take minutes: writes a checkpoint of each with the
 * outputs of the offline plan, and adds the resources of the plan to the cloud.
 */
export async function writeDeployed(
  project: Project,
  cloud: Cloud,
  folder: string,
): Promise<Deployed> {
  const stacks: DeployedStack[] = [];
  const resources: Record<string, number> = {};
  for await (const { stack, role, outputs, records, errors } of planProject(project)) {
    for (const error of errors) {
      throw error;
    }
    resources[stack] = records.length;
    if (role !== "workload") {
      const file = join(folder, `${stack}.json`);
      writeFileSync(file, JSON.stringify(checkpoint(project.name, stack, outputs)));
      stacks.push({ stack, file });
      for (const { type, name, urn, inputs, provider: site } of records) {
        if (site && type.startsWith("aws:")) {
          cloud.seed({ type, name, urn, inputs: reveal(inputs.toJavaScript()) as Wire, site });
        }
      }
    }
  }
  return { stacks, resources };
}

function checkpoint(project: string, stack: string, outputs: object): object {
  const type = "pulumi:pulumi:Stack";
  const urn = `urn:pulumi:${stack}::${project}::${type}::${project}-${stack}`;
  return { version: 3, deployment: { resources: [{ urn, type, custom: false, outputs }] } };
}
