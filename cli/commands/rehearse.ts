import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { Cloud } from "../emulation/cloud/cloud";
import { findCli } from "../deploy/pulumi-cli";
import { EmulatedEnvironment } from "../emulation/providers/environment";
import { rehearsedCompany, writeRehearsedProject } from "../deploy/rehearsed-project";
import { plural } from "../output/summary";
import { UsageError } from "./usage";

const main = join(__dirname, "..", "main.ts");

/** Default command: the whole deployment. */
const deployment = [process.execPath, "--import", "tsx", main, "up", "--yes"];

export interface RehearseCommandOptions {
  /** Folder of the project, where `Pulumi.yaml` is. */
  readonly cwd: string;
}

const run = promisify(execFile);

/**
 * Runs a command in a copy of the project, with the real Pulumi engine and an emulated AWS. Everything that the command
 * deploys is gone when it ends. A stack that a command of the Pulumi CLI names is created first, without resources. Ctrl-C and SIGTERM go to the command; the emulated AWS stops after it.
 *
 * @returns The command's own exit code.
 * @throws UsageError when there is no Pulumi CLI.
 */
export async function rehearseCommand(
  words: readonly string[],
  options: RehearseCommandOptions,
): Promise<number> {
  const cli = cliOrUsageError();
  const cloud = new Cloud(rehearsedCompany.managementAccount);
  const environment = await EmulatedEnvironment.start(cloud, { languageHost: true });
  let child: ChildProcess | undefined;
  // The terminal sends SIGINT to the child as well, so ignore it here.
  const ignore = (): void => undefined;
  const forward = (signal: NodeJS.Signals): void => {
    child?.kill(signal);
  };
  process.on("SIGINT", ignore).on("SIGTERM", forward);
  try {
    const project = join(environment.folder, "project");
    writeRehearsedProject(resolve(options.cwd), project);
    const [command = "", ...rest] = words.length > 0 ? words : deployment;
    const { variables } = environment;
    const env = {
      ...process.env,
      ...variables,
      PLATFORM_QUIET_HOST: "true",
      PATH: [dirname(cli), variables["PATH"]].join(delimiter),
    };
    const stack = command === "pulumi" ? namedStack(rest) : undefined;
    if (stack !== undefined) {
      await run(cli, ["stack", "init", stack, "--non-interactive"], { cwd: project, env });
    }
    child = spawn(command, rest, { cwd: project, stdio: "inherit", env });
    const [code] = (await once(child, "exit").catch((error: unknown) => {
      throw new UsageError(`${command} cannot be started: ${String(error)}`);
    })) as [number | null];
    console.error(
      `the emulated AWS contained ${plural(cloud.all().length, "resource")}; all of them are gone now`,
    );
    return code ?? 1;
  } finally {
    await environment.stop();
    process.off("SIGINT", ignore).off("SIGTERM", forward);
  }
}

/** Value of `-s` or `--stack` among the words of a command. */
function namedStack(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => /^(?:-s|--stack)$/.test(word));
  return at >= 0 ? words[at + 1] : /^--stack=(.+)/m.exec(words.join("\n"))?.[1];
}

function cliOrUsageError(): string {
  try {
    return findCli();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
