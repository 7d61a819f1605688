import assert from "node:assert/strict";
import { createResource } from "../../../cli/emulation/create";
import type { Cloud } from "../../../cli/emulation/cloud/cloud";
import { CloudError } from "../../../cli/emulation/core/errors";
import type { CloudResource } from "../../../cli/emulation/core/resource";
import { Checkpoint } from "../../support/engine/checkpoint";
import type { World } from "../../support/engine/world";
import { contentsOf } from "./contents";

/** Effect of the same creation a second time. */
export type Repetition =
  /** None: AWS overwrites the setting with the same value. */
  | "setting"
  /** None: the stack finds it, and leaves it to its owner. */
  | "found"
  /** AWS refuses: the name is taken. */
  | "named"
  /** AWS creates a second one. */
  | "anonymous";

/** A stack about to be deployed, and the result of its deployment without faults. */
export interface Rehearsed {
  readonly name: string;
  /** World in which every stack that it reads is deployed, and the stack itself is not. */
  readonly before: World;
  /** The stack's resources in the cloud after its deployment. */
  readonly contents: readonly string[];
  /** Creations with the effect of their repetition, in the order of the deployment. */
  readonly creations: readonly { readonly urn: string; readonly repetition: Repetition }[];
}

/** Stacks of the checkpoint, each with its world just before. */
export class RehearsedCompany {
  private constructor(
    private readonly checkpoint: Checkpoint,
    private readonly stacks: ReadonlyMap<string, Rehearsed>,
  ) {}

  public static async load(names: readonly string[]): Promise<RehearsedCompany> {
    const checkpoint = await Checkpoint.find();
    const deployed = await checkpoint.company();
    const stacks = new Map<string, Rehearsed>();
    for (const name of names) {
      const before = await checkpoint.before(name);
      await before.stack(name);
      const contents = contentsOf(deployed, name);
      stacks.set(name, { name, before, contents, creations: creationsOf(deployed.cloud, name) });
    }
    await deployed.stop();
    return new RehearsedCompany(checkpoint, stacks);
  }

  /** @throws AssertionError for a stack that was not loaded. */
  public stack(name: string): Rehearsed {
    const found = this.stacks.get(name);
    assert.ok(found, `${name} was not loaded`);
    return found;
  }

  public stop(): Promise<void> {
    return this.checkpoint.stop();
  }
}

function creationsOf(cloud: Cloud, name: string): Rehearsed["creations"] {
  const trial = cloud.fork();
  return cloud
    .all()
    .filter(({ urn }) => urn.startsWith(`urn:pulumi:${name}::`))
    .map((resource) => ({ urn: resource.urn, repetition: repeat(trial, resource) }));
}

/** Errors of AWS for a second resource with the name or the range of the first. */
const collisions = new Set(["AlreadyExistsException", "InvalidSubnet.Conflict"]);

const LINKED_ROLE = "aws:iam/serviceLinkedRole:ServiceLinkedRole";

/** Repeats a creation as a provider would: a name that Pulumi has generated is generated again. */
function repeat(cloud: Cloud, made: CloudResource): Repetition {
  if (made.type === LINKED_ROLE) {
    return "found";
  }
  const { autoNames } = createResource({ ...made, inputs: {} });
  const given = Object.entries(made.inputs).filter(([key, value]) => autoNames[key] !== value);
  const request = { ...made, inputs: Object.fromEntries(given) };
  const { inputs } = cloud.check(request, new Set(), undefined, {});
  const count = cloud.all().length;
  try {
    cloud.create({ ...request, inputs });
  } catch (error) {
    if (error instanceof CloudError && collisions.has(error.code)) {
      return "named";
    }
    throw error;
  }
  return cloud.all().length === count ? "setting" : "anonymous";
}
