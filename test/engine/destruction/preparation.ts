import assert from "node:assert/strict";
import type { World } from "../../support/engine/world";

export const DATABASE = "aws:rds/instance:Instance";

/** Steps of docs/runbooks/removing-a-stack.md before `pulumi destroy`. */
export async function prepareDestruction(world: World, stack: string): Promise<void> {
  const { status, output } = await world.pulumi(
    "state",
    "unprotect",
    "--all",
    "--yes",
    "-s",
    stack,
  );
  assert.equal(status, 0, output);
  removeProtection(world, stack);
}

/** Name of the stack that a resource belongs to. */
export function stackOf(urn: string): string {
  return /^urn:pulumi:([^:]+)::/.exec(urn)?.[1] ?? "";
}

/**
 * Steps by hand in AWS before a workload stack is destroyed: AWS refuses to delete clusters and load balancers with
 * deletion protection, and the retained database blocks the deletion of its network.
 */
export function removeProtection({ cloud }: World, stack: string): void {
  const own = (type: string) => cloud.all(type).filter(({ urn }) => stackOf(urn) === stack);
  for (const [type, input] of [
    ["aws:eks/cluster:Cluster", "deletionProtection"],
    ["aws:lb/loadBalancer:LoadBalancer", "enableDeletionProtection"],
    [DATABASE, "deletionProtection"],
  ] as const) {
    for (const resource of own(type)) {
      cloud.update({ ...resource, inputs: { ...resource.inputs, [input]: false } }, resource.id);
    }
  }
  for (const { type, id, site } of own(DATABASE)) {
    cloud.delete(type, id, site);
  }
}
