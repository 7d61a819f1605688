import assert from "node:assert/strict";
import { createResource } from "../../../cli/emulation/create";
import type { Cloud } from "../../../cli/emulation/cloud/cloud";
import { CloudError } from "../../../cli/emulation/core/errors";
import type { CloudResource } from "../../../cli/emulation/core/resource";
import { loadProject } from "../../../cli/planner/project";
import { waves } from "../../../stacks/company/roles";
import { repository } from "../../support/plan/planned";
import { World } from "../../support/engine/world";
import { contentsOf } from "./contents";
import { inPairs, type Runner } from "./runner";

/** What happens when the same creation is asked for a second time. */
export type Repetition =
  /** Nothing: it was set, put or attached already. */
  | "setting"
  /** AWS refuses: the name is taken. */
  | "named"
  /** AWS makes another one. */
  | "anonymous";

/** A stack about to be deployed, and what a deployment without faults makes of it. */
export interface Rehearsed {
  readonly name: string;
  /** The world in which all that the stack reads is deployed, and the stack itself is not. */
  readonly before: World;
  /** What the cloud then has of the stack. */
  readonly contents: readonly string[];
  /** Creations by what their repetition does, in the order in which the cloud has seen them. */
  readonly creations: readonly { readonly urn: string; readonly repetition: Repetition }[];
}

/** Every stack of the template deployed once without faults, and its world just before. */
export class RehearsedCompany {
  private constructor(
    public readonly stacks: ReadonlyMap<string, Rehearsed>,
    private readonly worlds: readonly World[],
  ) {}

  public static async deploy(runners: readonly Runner[]): Promise<RehearsedCompany> {
    const world = await World.start();
    const worlds = [world];
    const stacks = new Map<string, Rehearsed>();
    for (const wave of stackNames()) {
      const before = await world.fork();
      worlds.push(before);
      await inPairs(runners, wave, async (name, runner) => {
        await before.stack(name);
        await runner.converge(world, name);
      });
      for (const name of wave) {
        const contents = contentsOf(world, name);
        stacks.set(name, { name, before, contents, creations: creationsOf(world.cloud, name) });
      }
    }
    return new RehearsedCompany(stacks, worlds);
  }

  public stack(name: string): Rehearsed {
    const found = this.stacks.get(name);
    assert.ok(found, `${name} was not deployed`);
    return found;
  }

  public async stop(): Promise<void> {
    for (const world of this.worlds) {
      await world.stop();
    }
  }
}

/** Names of the template's stacks, wave by wave. */
export function stackNames(): string[][] {
  return waves(loadProject(repository).stacks).map((wave) => wave.map(({ stack }) => stack));
}

function creationsOf(cloud: Cloud, name: string): Rehearsed["creations"] {
  const trial = cloud.fork();
  return cloud
    .all()
    .filter(({ urn }) => urn.startsWith(`urn:pulumi:${name}::`))
    .map((resource) => ({ urn: resource.urn, repetition: repeat(trial, resource) }));
}

/** Asks for the same again, as a provider would: a name that Pulumi has made up is made up again. */
function repeat(cloud: Cloud, made: CloudResource): Repetition {
  const { autoNames } = createResource({ ...made, inputs: {} });
  const given = Object.entries(made.inputs).filter(([key, value]) => autoNames[key] !== value);
  const request = { ...made, inputs: Object.fromEntries(given) };
  const { inputs } = cloud.check(request, new Set(), undefined, {});
  const count = cloud.all().length;
  try {
    cloud.create({ ...request, inputs });
  } catch (error) {
    if (error instanceof CloudError && error.code === "AlreadyExistsException") {
      return "named";
    }
    throw error;
  }
  return cloud.all().length === count ? "setting" : "anonymous";
}
