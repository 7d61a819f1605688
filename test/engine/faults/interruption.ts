import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import type { World } from "../../support/engine/world";
import type { State } from "../parity";
import { adopt } from "./adoption";
import type { Rehearsed } from "./company";
import { storedState } from "./contents";
import { command } from "./steps";

/**
 * Starts `pulumi up` and kills it with its child processes, just after a resource was created and before the engine
 * knows it. The remaining resources are never created.
 */
export async function killAt(world: World, stack: string, victim: string): Promise<void> {
  const child = world.startPulumi("up", "--stack", stack, "--yes", "--skip-preview");
  const group = child.pid;
  assert.ok(group, "the CLI did not start");
  world.cloud.onCreated = ({ urn }) => {
    if (urn === victim) {
      process.kill(-group, "SIGKILL");
      world.cloud.faults = () => "fails";
    }
  };
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  assert.equal(signal, "SIGKILL", `the run ended before ${victim}`);
  await nothingRuns(world);
  world.cloud.onCreated = () => undefined;
  world.cloud.faults = () => undefined;
}

/** Waits for what the engine has started to notice that the engine is gone. */
async function nothingRuns(world: World): Promise<void> {
  let left: string[] = [];
  for (let attempt = 0; attempt < 50; attempt += 1) {
    left = execFileSync("ps", ["-A", "-o", "args="], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.includes(world.environment.folder));
    if (left.length === 0) {
      return;
    }
    await setTimeout(100);
  }
  assert.fail(`still running:\n${left.join("\n")}`);
}

/** Pending creations that AWS has carried out and a second time would double, and the others. */
export interface Resolved {
  readonly imported: number;
  readonly cleared: number;
}

/** Imports or clears pending creations in the state, with the steps of docs/runbooks/interrupted-deployment.md. */
export async function resolvePending(world: World, stack: Rehearsed): Promise<Resolved> {
  const { name, creations } = stack;
  const exported = await command(world, "stack", "export", "--stack", name);
  const { deployment } = JSON.parse(exported) as { deployment: State };
  const pending = (deployment.pending_operations ?? []).map(({ resource }) => resource);
  let imported = 0;
  for (const resource of pending) {
    const made = world.cloud.all().find(({ urn }) => urn === resource.urn);
    const creation = creations.find(({ urn }) => urn === resource.urn);
    if (made !== undefined && creation?.repetition !== "setting") {
      await adopt(world, name, resource, made.id);
      imported += 1;
    }
  }
  await command(world, "refresh", "--stack", name, "--yes", "--clear-pending-creates");
  assert.deepEqual(storedState(world, name).pending_operations ?? [], []);
  return { imported, cleared: pending.length - imported };
}
