import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { contentHash } from "../../../cli/deploy/fingerprint";
import type { EnvironmentOptions } from "../../../cli/emulation/providers/environment";
import { loadProject } from "../../../cli/planner/project";
import { waves } from "../../../stacks/company/roles";
import { repository } from "../plan/planned";
import { inPairs, Runner } from "./runner";
import type { Operation } from "./steps";
import { World } from "./world";
import { isRunning } from "../is-running";

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
  "cli/evaluation",
  "cli/planner",
  "components",
  "index.ts",
  "package-lock.json",
  "policy-pack",
  "stacks",
  "test/support/engine",
  "test/support/plan/planned.ts",
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
      refuseAfterFailure();
      if (lock(path)) {
        try {
          if (!existsSync(path)) {
            await build(path);
          }
        } catch (error) {
          recordFailure(error);
          throw error;
        } finally {
          rmSync(`${path}.lock`, { force: true });
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

/** True when this process may build. False while another one does, and when the lock of an ended process was removed. */
function lock(path: string): boolean {
  const held = `${path}.lock`;
  mkdirSync(folder, { recursive: true });
  try {
    // Created whole, with its owner in the name: never a lock without an owner.
    symlinkSync(String(process.pid), held);
    return true;
  } catch {
    const owner = ownerOf(held);
    if (owner !== undefined && !isRunning(owner) && ownerOf(held) === owner) {
      rmSync(held, { force: true });
    }
    return false;
  }
}

function ownerOf(held: string): number | undefined {
  try {
    return Number(readlinkSync(held));
  } catch {
    return undefined; // Released in the meantime.
  }
}

/** File that records a failed build for the other processes of the same test run: each would fail again, in minutes. */
function failureFile(): string | undefined {
  const counts = process.env["TEST_COUNTS"];
  return counts === undefined ? undefined : join(dirname(counts), "checkpoint-failed");
}

function recordFailure(error: unknown): void {
  const file = failureFile();
  if (file !== undefined) {
    writeFileSync(file, error instanceof Error ? error.message : String(error));
  }
}

/** @throws Error when another process of this test run could not build the checkpoint. */
function refuseAfterFailure(): void {
  const file = failureFile();
  if (file !== undefined && existsSync(file)) {
    throw new Error(`the checkpoint could not be built: ${readFileSync(file, "utf8")}`);
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

const DAY = 24 * 60 * 60 * 1000;

/** Removes checkpoints of other versions, unless another process may still use them. */
function removeOthers(path: string, unfinished: string): void {
  for (const name of readdirSync(folder)) {
    const other = join(folder, name);
    const isOld = Date.now() - lstatSync(other).mtimeMs > DAY;
    if (other !== unfinished && other !== path && isOld) {
      rmSync(other, { recursive: true, force: true });
    }
  }
}
