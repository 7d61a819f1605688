import * as pulumi from "@pulumi/pulumi";
import type { DeployedResource } from "../checks/settled/deployed";
import { callEngine, causeOf, isUnknownStack } from "./state-outputs";

/**
 * Resources in the state of a stack of this project: what earlier runs have recorded, failed runs included. Empty before
 * the first run, for a stack that does not exist, and in the offline plan. A function of the engine reads them: a
 * reference of a stack to itself would become a resource of its state.
 *
 * @throws Error with the engine's message when the state cannot be read.
 */
export async function resourcesInState(stack: string): Promise<DeployedResource[]> {
  const stackName = `${pulumi.getOrganization()}/${pulumi.getProject()}/${stack}`;
  try {
    const resources = await callEngine<Record<string, Omit<DeployedResource, "name">>>(
      "pulumi:pulumi:readStackResourceOutputs",
      { stackName },
    );
    return Object.entries(resources ?? {}).map(([urn, { type, outputs }]) => ({
      type,
      // The name is behind the type; a path may contain the separator.
      name: urn.split("::").slice(3).join("::"),
      outputs,
    }));
  } catch (error) {
    if (isUnknownStack(causeOf(error))) {
      return [];
    }
    throw error;
  }
}
