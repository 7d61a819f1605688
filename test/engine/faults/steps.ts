import assert from "node:assert/strict";
import type { World } from "../../support/engine/world";

/** Does something in a copy of a world, which ends with it. */
export async function inFork<T>(
  world: World,
  options: { readonly languageHost?: boolean },
  work: (fork: World) => Promise<T>,
): Promise<T> {
  const fork = await world.fork(options);
  try {
    return await work(fork);
  } finally {
    await fork.stop();
  }
}

/** Runs the CLI with the arguments of a runbook. @throws AssertionError with its words when it fails. */
export async function command(world: World, ...args: string[]): Promise<string> {
  const { status, output } = await world.pulumi(...args);
  assert.ok(status === 0, `pulumi ${args.join(" ")}\n${output}`);
  return output;
}
