import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation";
import { policyConfig } from "../../../cli/deploy/policy-config";
import { Cloud, type CloudSnapshot } from "../../../cli/emulation/cloud/cloud";
import { findCli } from "../../../cli/deploy/pulumi-cli";
import {
  EmulatedEnvironment,
  type EnvironmentOptions,
} from "../../../cli/emulation/providers/environment";
import { rehearsedCompany, writeRehearsedProject } from "../../../cli/deploy/rehearsed-project";
import { loadProject } from "../../../cli/planner/project";
import platform from "../../../index";
import { repository } from "../plan/planned";

/** The company that the tests deploy. */
export { rehearsedCompany as company } from "../../../cli/deploy/rehearsed-project";

/** A company's project, an emulated AWS and a state backend, driven by the real Pulumi engine. */
export class World {
  public readonly project: string;
  /** File with the organization's guardrails, for the policy pack. */
  public readonly policyConfig: string;

  private constructor(
    public readonly cloud: Cloud,
    public readonly environment: EmulatedEnvironment,
  ) {
    this.project = join(environment.folder, "project");
    this.policyConfig = join(environment.folder, "policies.json");
  }

  /** A world in which nothing is deployed yet. */
  public static async start(
    options: EnvironmentOptions = {},
    cloud = new Cloud(rehearsedCompany.managementAccount),
  ): Promise<World> {
    const world = new World(cloud, await EmulatedEnvironment.start(cloud, options));
    writeRehearsedProject(repository, world.project);
    const loaded = loadProject(world.project);
    writeFileSync(world.policyConfig, JSON.stringify(policyConfig(loaded)));
    return world;
  }

  /** A world with the same cloud, state and project; what happens to one is not seen in the other. */
  public async fork(options: EnvironmentOptions = {}): Promise<World> {
    const cloud = this.cloud.fork();
    const world = new World(cloud, await EmulatedEnvironment.start(cloud, options));
    copyContents(this.environment.folder, world.environment.folder);
    return world;
  }

  /** Writes the world into a new folder, to be loaded by any process of this repository. */
  public save(folder: string): void {
    mkdirSync(folder, { recursive: true });
    copyContents(this.environment.folder, folder);
    writeFileSync(join(folder, CLOUD), JSON.stringify(this.cloud.snapshot()));
  }

  /** Starts a world with the contents of a saved one. */
  public static async load(folder: string, options: EnvironmentOptions = {}): Promise<World> {
    const snapshot = JSON.parse(readFileSync(join(folder, CLOUD), "utf8")) as CloudSnapshot;
    const cloud = Cloud.restore(rehearsedCompany.managementAccount, snapshot);
    const world = new World(cloud, await EmulatedEnvironment.start(cloud, options));
    copyContents(folder, world.environment.folder);
    return world;
  }

  public stop(): Promise<void> {
    return this.environment.stop();
  }

  /** A stack of the project with the platform's own program run in this process. */
  public async stack(name: string, program: () => Promise<object> = platform): Promise<Stack> {
    return LocalWorkspace.createOrSelectStack(
      { stackName: name, projectName: "platform", program },
      {
        workDir: this.project,
        envVars: { ...this.environment.variables },
        pulumiCommand: await PulumiCommand.get({ root: dirname(dirname(pulumiCli())) }),
      },
    );
  }

  /** Runs the CLI as a person would, in the project's folder. */
  public pulumi(...args: string[]): Promise<{ status: number | null; output: string }> {
    return this.pulumiWith({}, ...args);
  }

  /** Runs the CLI with additional environment variables. */
  public pulumiWith(
    variables: Readonly<Record<string, string>>,
    ...args: string[]
  ): Promise<{ status: number | null; output: string }> {
    return endOf(this.#start(variables, args));
  }

  /** Starts the CLI with a process group of its own, so that a test can kill it with all it has started. */
  public startPulumi(...args: string[]): ChildProcessWithoutNullStreams {
    return this.#start({}, args);
  }

  #start(
    variables: Readonly<Record<string, string>>,
    args: readonly string[],
  ): ChildProcessWithoutNullStreams {
    return spawn(pulumiCli(), ["--non-interactive", ...args], {
      cwd: this.project,
      detached: true,
      env: { ...process.env, ...this.environment.variables, ...variables },
    });
  }
}

/** File of a saved world with the contents of its cloud. */
const CLOUD = "cloud.json";

/** Copies state, project and policy configuration of a world. */
function copyContents(from: string, to: string): void {
  for (const entry of ["state", "project", "policies.json"]) {
    cpSync(join(from, entry), join(to, entry), { recursive: true, verbatimSymlinks: true });
  }
}

/**
 * Skips the suite, in one line, on a machine that has no CLI and cannot get one; where CI is to be trusted it fails.
 *
 * @throws Error when CI is set.
 */
export function requireCli(suite: Mocha.Context): void {
  try {
    pulumiCli();
  } catch (error) {
    if (process.env["CI"] !== undefined) {
      throw error;
    }
    console.log(`      skipped: ${error instanceof Error ? error.message : String(error)}`);
    suite.skip();
  }
}

let cli: string | undefined;

/** Path of the Pulumi CLI that `make test` has found or built. */
export function pulumiCli(): string {
  return (cli ??= findCli());
}

/** Waits for the end of a process: its exit code, and what it has printed, all of it and without standard error. */
export async function endOf(
  child: ChildProcessWithoutNullStreams,
): Promise<{ status: number | null; output: string; printed: string }> {
  let output = "";
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => {
      output += data.toString();
      printed += stream === child.stdout ? data.toString() : "";
    });
  }
  const [status] = (await once(child, "close")) as [number | null];
  return { status, output, printed };
}
