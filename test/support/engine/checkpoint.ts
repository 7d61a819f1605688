import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { contentHash } from "../../../cli/deploy/fingerprint";
import type { EnvironmentOptions } from "../../../cli/emulation/providers/environment";
import { loadProject } from "../../../cli/planner/project";
import { waves } from "../../../stacks/company/roles";
import { repository } from "../plan/planned";
import { inPairs, Runner } from "./runner";
import type { Operation } from "./steps";
import { World } from "./world";

/** First operations of a stack, each with the policy pack. */
export interface FirstDeployment {
  /** Only of the stacks in `previewed`. */
  readonly preview?: Operation;
  readonly up: Operation;
}

/** Stacks that are previewed before their first `up`: one of each kind, buckets and remote components among them. */
export const previewed: readonly string[] = ["management", "log-archive", "prod"];

/** Sources that the checkpoint depends on: program, configuration, emulated AWS and this code. */
const sources = [
  "Pulumi.yaml",
  "cli/deploy",
  "cli/emulation",
  "cli/planner",
  "components",
  "index.ts",
  "package-lock.json",
  "policy-pack",
  "stacks",
  "test/support/engine",
];

const folder = join(repository, ".cache/checkpoints");

/**
 * The default company as the real engine has deployed it from nothing, with a saved world before each wave. It is built
 * once for all tests, in the test process that needs it first, and again when something it depends on has changed.
 */
export class Checkpoint {
  readonly #worlds = new Map<string, Promise<World>>();

  private constructor(
    private readonly path: string,
    /** First operations by stack, in deployment order. */
    public readonly operations: ReadonlyMap<string, FirstDeployment>,
  ) {}

  /** Finds the checkpoint on disk, or builds it, or waits for the process that builds it. */
  public static async find(): Promise<Checkpoint> {
    const path = join(folder, fingerprint());
    while (!existsSync(path)) {
      if (lock(path)) {
        try {
          await build(path);
        } finally {
          rmSync(`${path}.lock`, { recursive: true, force: true });
        }
      } else {
        await setTimeout(500);
      }
    }
    const operations = JSON.parse(readFileSync(join(path, OPERATIONS), "utf8")) as [
      string,
      FirstDeployment,
    ][];
    return new Checkpoint(path, new Map(operations));
  }

  /**
   * A world in which everything that a stack reads is deployed and the stack itself is not. It is shared by all callers:
   * fork it before changing it. `stop` ends it.
   */
  public before(stack: string): Promise<World> {
    const index = stackNames().findIndex((wave) => wave.includes(stack));
    return this.#shared(waveFolder(index));
  }

  /** Folder of the saved world in which every stack is deployed. */
  public get deployed(): string {
    return join(this.path, DEPLOYED);
  }

  /** A world of the caller's own in which every stack is deployed. */
  public company(options: EnvironmentOptions = {}): Promise<World> {
    return World.load(this.deployed, options);
  }

  /** Ends the worlds of `before`. */
  public async stop(): Promise<void> {
    for (const world of this.#worlds.values()) {
      await (await world).stop();
    }
    this.#worlds.clear();
  }

  #shared(name: string): Promise<World> {
    const world = this.#worlds.get(name) ?? World.load(join(this.path, name));
    this.#worlds.set(name, world);
    return world;
  }
}

const OPERATIONS = "operations.json";
const DEPLOYED = "deployed";
const waveFolder = (index: number): string => `before-wave-${index + 1}`;

/** Names of the default company's stacks, wave by wave. */
export function stackNames(): string[][] {
  return waves(loadProject(repository).stacks).map((wave) => wave.map(({ stack }) => stack));
}

function fingerprint(): string {
  const stackFiles = readdirSync(repository).filter((file) => /^Pulumi\..+\.yaml$/.test(file));
  return contentHash(repository, [...sources, ...stackFiles]).slice(0, 16);
}

/** True when this process may build; false while another one does. A lock of a process that is gone is taken over. */
function lock(path: string): boolean {
  const held = `${path}.lock`;
  mkdirSync(folder, { recursive: true });
  try {
    mkdirSync(held);
  } catch {
    if (existsSync(held) && !isRunning(Number(readIfThere(join(held, "pid")) ?? process.pid))) {
      rmSync(held, { recursive: true, force: true });
    }
    return false;
  }
  writeFileSync(join(held, "pid"), String(process.pid));
  return true;
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Deploys the company with the policy pack, two stacks of a wave at a time, and saves the worlds in between. */
async function build(path: string): Promise<void> {
  const unfinished = mkdtempSync(join(folder, "unfinished-"));
  const runners = [new Runner(), new Runner()];
  const world = await World.start();
  try {
    const operations = new Map<string, FirstDeployment>();
    for (const [index, wave] of stackNames().entries()) {
      world.save(join(unfinished, waveFolder(index)));
      await inPairs(runners, wave, async (name, runner) => {
        const preview = previewed.includes(name)
          ? await runner.run(world, name, "preview", true)
          : undefined;
        const up = await runner.run(world, name, "up", true);
        if (up.failure !== undefined) {
          throw new Error(`${name} cannot be deployed: ${up.diagnostics.join("\n") || up.failure}`);
        }
        operations.set(name, { ...(preview && { preview }), up });
      });
    }
    world.save(join(unfinished, DEPLOYED));
    const ordered = stackNames()
      .flat()
      .map((name) => [name, operations.get(name)]);
    writeFileSync(join(unfinished, OPERATIONS), JSON.stringify(ordered));
    removeOthers(path, unfinished);
    renameSync(unfinished, path);
  } finally {
    runners.forEach((runner) => {
      runner.stop();
    });
    await world.stop();
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Checkpoints of other versions are not needed again. */
function removeOthers(path: string, unfinished: string): void {
  for (const name of readdirSync(folder)) {
    const other = join(folder, name);
    if (other !== unfinished && other !== path && !name.endsWith(".lock")) {
      rmSync(other, { recursive: true, force: true });
    }
  }
}
