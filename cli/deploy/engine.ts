import { execFile, fork } from "node:child_process";
import { appendFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { findCli } from "./pulumi-cli";
import { plainError } from "../../stacks/checks/known-errors";
import { type Activity, type Changes, Tally } from "./changes";
import type { Diagnostic, Message, Task } from "./messages";

const run = promisify(execFile);

/** A deployment that cannot begin. Its message is shown without a stack trace. */
export class DeployError extends Error {
  public override readonly name = "DeployError";
}

/** Outcome of one operation on a stack. */
export interface Outcome {
  readonly succeeded: boolean;
  readonly changes: Changes;
  /** True when the stack has a lock or pending operations: another run uses it, or a run was killed. */
  readonly leftovers: boolean;
}

/** Receives the events of an operation while it runs. */
export interface Listener {
  /** Called when the stack exists and its configuration file has the content that the program will read. */
  opened(): void;
  stepped(activity: Activity): void;
  reported(diagnostic: Diagnostic): void;
}

/** The Pulumi CLI with the environment that all its commands share. */
export class Engine {
  private constructor(
    private readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /**
   * Finds the CLI on PATH or in the cache of this repository; it is at least as new as the SDK.
   *
   * @throws DeployError when there is none.
   */
  public static find(folder: string, environment: NodeJS.ProcessEnv, backend: string): Engine {
    const cli = cliOf(environment);
    return new Engine(folder, {
      ...environment,
      PATH: [dirname(cli), environment["PATH"] ?? ""].join(delimiter),
      PULUMI_BACKEND_URL: backend,
    });
  }

  /**
   * Names of the project's stacks that contain resources in the backend. The list of the CLI does not show whether their
   * last deployment succeeded, so some may lack outputs.
   *
   * @throws DeployError with the CLI's message when the backend cannot be read.
   */
  public async populatedStacks(): Promise<string[]> {
    const stacks = JSON.parse(await this.#read("stack", "ls", "--json")) as {
      name: string;
      resourceCount?: number;
    }[];
    // In Pulumi Cloud, the stacks of other organizations than the default one have the organization's name as a prefix.
    return stacks
      .filter(({ resourceCount = 0 }) => resourceCount > 0)
      .map(({ name }) => name.slice(name.lastIndexOf("/") + 1));
  }

  /**
   * Outputs that the last deployment of a stack left, secrets masked.
   *
   * @throws DeployError with the CLI's message when the backend cannot be read.
   */
  public async outputs(stack: string): Promise<Readonly<Record<string, unknown>>> {
    const stdout = await this.#read("stack", "output", "--json", "--stack", stack);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  /** Output of a command that only reads. @throws DeployError with the CLI's message. */
  async #read(...words: readonly string[]): Promise<string> {
    const { stdout } = await run("pulumi", [...words, "--non-interactive"], {
      cwd: this.folder,
      env: this.environment,
      maxBuffer: Infinity,
    }).catch((error: unknown) => {
      throw new DeployError(plainError(stderrOf(error)));
    });
    return stdout;
  }

  /** Runs one operation to its end. Never rejects: errors are reported, and part of the outcome. */
  public run(task: Task, listener: Listener): Promise<Outcome> {
    const tally = new Tally();
    let ended: Extract<Message, { kind: "ended" }> | undefined;
    let leftovers = false;
    let printed = "";
    return new Promise((resolve) => {
      const child = fork(join(__dirname, "worker.ts"), [JSON.stringify(task)], {
        cwd: task.folder,
        env: this.environment,
        // As an address: node would resolve a name from the project's folder.
        execArgv: ["--import", pathToFileURL(require.resolve("tsx")).href],
        stdio: ["ignore", "pipe", "pipe", "ipc"],
      });
      const print = (chunk: Buffer): void => {
        printed += chunk.toString();
        appendFileSync(task.log, chunk);
      };
      child.stdout?.on("data", print);
      child.stderr?.on("data", print);
      child.on("message", (message: Message) => {
        if (message.kind === "opened") {
          listener.opened();
        } else if (message.kind === "step") {
          tally.step(message.op, message.urn, message.done);
          listener.stepped(tally.activity);
        } else if (message.kind === "diagnostic") {
          leftovers ||= /pending operation/.test(message.diagnostic.text);
          listener.reported(message.diagnostic);
        } else if (message.kind === "summary") {
          tally.summary(message.counts);
        } else {
          ended = message;
        }
      });
      let gone = false;
      const finish = (why: string): void => {
        if (gone) {
          return;
        }
        gone = true;
        if (ended === undefined) {
          const text = `the process that ran the stack ${why}\n${printed}`.trimEnd();
          listener.reported({ severity: "error", text });
        }
        resolve({
          succeeded: ended?.succeeded ?? false,
          changes: tally.changes,
          leftovers: leftovers || ended?.locked === true,
        });
      };
      child.on("error", (error) => {
        finish(`cannot be started: ${error.message}`);
      });
      child.on("close", (code, signal) => {
        const why =
          signal === null ? `ended with exit code ${String(code)}` : `was ended by ${signal}`;
        // Its last message may arrive later.
        if (child.connected) {
          child.once("disconnect", () => {
            finish(why);
          });
        } else {
          setImmediate(finish, why);
        }
      });
    });
  }
}

function cliOf(environment: NodeJS.ProcessEnv): string {
  try {
    return findCli(environment);
  } catch (error) {
    throw new DeployError(error instanceof Error ? error.message : String(error));
  }
}

/** Error output of a command that failed, without the command line. */
function stderrOf(error: unknown): string {
  const stderr = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
  return stderr === "" ? String(error) : stderr;
}
