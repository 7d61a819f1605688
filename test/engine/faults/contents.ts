import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "../../support/engine/world";
import type { State } from "../parity";

/** A stack's resources in the cloud: URN, account and Region, sorted. Without ids, since a resource that is created again
 * gets another. */
export function contentsOf(world: World, name: string): readonly string[] {
  return resourcesOf(world, name)
    .map(({ urn, site }) => `${urn} ${site.account} ${site.region}`)
    .sort();
}

/** Resources in the cloud that a stack's program has created. */
export function resourcesOf(world: World, name: string) {
  return world.cloud.all().filter(({ urn }) => urn.startsWith(`urn:pulumi:${name}::`));
}

/** A stack's state as its backend has it. Read from the file: the CLI takes longer than the check. */
export function storedState(world: World, name: string): State {
  const file = join(world.environment.folder, `state/.pulumi/stacks/platform/${name}.json`);
  const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
    checkpoint: { latest: State };
  };
  return checkpoint.latest;
}

/**
 * Asserts that a stack has converged: the cloud contains the resources of a deployment without faults, each once; the
 * state contains their ids, and no operation is pending.
 *
 * @param found URN of a resource that the stack has found and left to its owner. @default - none
 */
export function assertConverged(
  world: World,
  { name, contents }: { readonly name: string; readonly contents: readonly string[] },
  found?: string,
): void {
  assert.deepEqual(contentsOf(world, name), contents, `${name}: not what a clean run makes`);
  const { resources = [], pending_operations: pending = [] } = storedState(world, name);
  const known = resources
    .filter(({ custom, type }) => custom && !type.startsWith("pulumi:"))
    .map(({ urn, id }) => `${urn} ${id}`);
  const existing = resourcesOf(world, name)
    .filter(({ urn }) => urn !== found)
    .map(({ urn, id }) => `${urn} ${id}`);
  assert.deepEqual(known.sort(), existing.sort(), `${name}: the state is not what exists`);
  assert.deepEqual(pending, [], `${name}: pending operations`);
}
