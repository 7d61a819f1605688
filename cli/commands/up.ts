import { join, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { ConfigurationError } from "../../stacks/company/problems";
import { standingFacts, templateProblems } from "../../stacks/checks/template-facts";
import { deploy, type DeployObserver, type DeployOptions } from "../deploy/deploy";
import { DeployError } from "../deploy/engine";
import { preflight } from "../deploy/preflight";
import { npmRun, quoted } from "../planner/command";
import { makeDeployProgress } from "../output/deploy-progress";
import {
  deploymentExitCode,
  deploymentText,
  diagnosticsText,
  type NextCommands,
  previewText,
  resultText,
} from "../output/deployment";
import type { ProgressStream } from "../output/progress";
import {
  PREVIEW,
  PREVIEW_VARIABLE,
  previewVariableFault,
} from "../../stacks/company/preview-credentials";
import { loadProject, type Project, type StackFile } from "../planner/project";
import { PARALLEL, refuse, unknownName } from "./usage";

export interface UpCommandOptions {
  /** Folder of the project, where `Pulumi.yaml` is. */
  readonly cwd: string;
  /** Deploys without confirmation. */
  readonly yes: boolean;
  /** Only previews. */
  readonly preview: boolean;
  /** Names of the stacks to deploy, with commas between them. @default - all */
  readonly stack?: string;
  /** Number of stacks to deploy at the same time, as the user wrote it. */
  readonly parallel: string;
  /** Deploys stacks again that an unfinished run has deployed. */
  readonly all: boolean;
}

/** Environment, output and input of the command. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  /** Prints tables and diagnostics. */
  readonly print: (text: string) => void;
  readonly progress: ProgressStream;
  /** Prompts the user for confirmation; absent without a terminal. */
  readonly confirm?: (question: string) => Promise<boolean>;
}

/**
 * Deploys the stacks wave by wave. `pulumi up` deploys each of them in the same way, with the same state.
 *
 * @returns The exit code: 0 when every stack is deployed, 1 otherwise. A preview returns 0 when every stack is previewed
 * or waits for stacks that are not deployed.
 * @throws ConfigurationError, or UsageError with all other reasons against the deployment, before anything is deployed.
 */
export async function upCommand(
  options: UpCommandOptions,
  surroundings: Surroundings = terminal(),
): Promise<0 | 1> {
  const folder = resolve(options.cwd);
  const project = loadProject(folder);
  const stacks = options.stack?.split(",").map((name) => name.trim());
  const selected = project.stacks.filter(({ stack }) => stacks?.includes(stack) ?? true);
  const parallel = Number(options.parallel);
  const mode = modeOf(options);
  const { problems, notes } = await preflight(project, selected, surroundings.environment);
  // All at once: each of them needs another run to be found otherwise.
  refuse(
    ...unknownStacks(project, stacks),
    parallelProblem(options.parallel),
    modeProblem(options, surroundings),
    ...previewCredentialsProblems(mode, surroundings.environment),
    templateProblem(project, selected),
    ...problems,
  );
  notes.forEach((note) => {
    surroundings.print(note);
  });
  const interrupted = new AbortController();
  const interrupt = (): void => {
    interrupted.abort();
  };
  // The terminal sends the signal to the engines as well: they stop in order, and the command waits for them.
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    const results = await deploy(
      project,
      {
        ...{ folder, mode, parallel, all: options.all, interrupted: interrupted.signal },
        environment: surroundings.environment,
        ...(stacks !== undefined && { stacks }),
      },
      observer(surroundings),
    );
    const shown = results.map(({ log, ...result }) => ({
      ...result,
      ...(log !== undefined && { log: join(options.cwd, log) }),
    }));
    surroundings.print(`\n${deploymentText(shown, nextCommands(options))}`);
    return deploymentExitCode(results, mode);
  } catch (error) {
    if (error instanceof DeployError) {
      surroundings.print(error.message);
      return 1;
    }
    throw error;
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}

/** Commands for the next step. Not with `--all`: the next run continues this one. */
export function nextCommands({
  cwd,
  stack,
  parallel,
  preview,
  yes,
}: UpCommandOptions): NextCommands {
  const command = (...modes: readonly string[]): string =>
    npmRun(
      "up",
      cwd,
      ...(stack === undefined ? [] : [`--stack ${quoted(stack.replaceAll(/\s/g, ""))}`]),
      ...(parallel === PARALLEL ? [] : [`--parallel ${parallel}`]),
      ...modes,
    );
  return preview
    ? { again: command("--preview"), deploy: command() }
    : { again: command(...(yes ? ["--yes"] : [])) };
}

/** Shows a deployment on a terminal or in a log. */
function observer({ progress: stream, print, confirm }: Surroundings): DeployObserver {
  const progress = makeDeployProgress(stream);
  return {
    resumed: (stacks) => {
      print(
        `Continuing an unfinished deployment: ${stacks.join(", ")} already deployed (--all deploys them again).`,
      );
    },
    removesHub: () => {
      print(
        "organization.connectivity is none, and stack network still has the hub: the workloads detach first, and network removes the hub in the last wave.",
      );
    },
    started: progress.start.bind(progress),
    stepped: progress.step.bind(progress),
    ended: (result, diagnostics) => {
      progress.end(result.stack, resultText(result));
      if (diagnostics.length > 0) {
        progress.aside(() => {
          print(diagnosticsText(result.stack, diagnostics));
        });
      }
    },
    confirmed: async (wave, previews) => {
      print(`\n${previewText(previews)}`);
      const names = previews.map(({ stack }) => stack).join(", ");
      return (await confirm?.(`Deploy wave ${wave} (${names})? [y/N] `)) ?? false;
    },
  };
}

/** Problems of a deployment with the role of previews. */
function previewCredentialsProblems(
  mode: DeployOptions["mode"],
  environment: NodeJS.ProcessEnv,
): (string | undefined)[] {
  const deploys = environment[PREVIEW_VARIABLE] === PREVIEW && mode !== "preview";
  return [
    previewVariableFault(environment),
    deploys
      ? `${PREVIEW_VARIABLE}=${PREVIEW} is for previews only: unset it to deploy, or give --preview`
      : undefined,
  ];
}

function modeOf({ preview, yes }: UpCommandOptions): DeployOptions["mode"] {
  if (preview) {
    return "preview";
  }
  return yes ? "deploy" : "confirm";
}

function modeProblem(
  { preview, yes }: UpCommandOptions,
  { confirm }: Surroundings,
): string | undefined {
  if (preview && yes) {
    return "--preview and --yes: give one of them";
  }
  return !preview && !yes && confirm === undefined
    ? "there is no terminal to confirm on: give --yes to deploy without confirmation, or --preview"
    : undefined;
}

/** Problem of a text that is not a number of stacks. */
function parallelProblem(text: string): string | undefined {
  const parallel = Number(text);
  return Number.isInteger(parallel) && parallel >= 1
    ? undefined
    : `--parallel: must be a whole number of at least 1, found ${text}`;
}

/** Problems of stacks that the project does not have. */
function unknownStacks(
  { stacks }: Project,
  selected: readonly string[] = [],
): (string | undefined)[] {
  const names = stacks.map(({ stack }) => stack);
  return selected.map((name) => unknownName("--stack", "stack", name, names));
}

/** Problem of the facts of the template. The programs refuse them as well, but each only its own. */
function templateProblem(project: Project, selected: readonly StackFile[]): string | undefined {
  const problems = templateProblems(standingFacts(project.organization, selected));
  return problems.length > 0 ? new ConfigurationError(problems).message : undefined;
}

/** The terminal or the log of this process. */
function terminal(): Surroundings {
  return {
    environment: process.env,
    print: console.log,
    progress: process.stderr,
    ...(process.stdin.isTTY && process.stderr.isTTY && { confirm: prompt }),
  };
}

/** Prompts on the terminal; the end of input and Ctrl-C mean no. */
async function prompt(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new AbortController();
  terminal.once("close", () => {
    closed.abort();
  });
  terminal.once("SIGINT", () => {
    closed.abort();
  });
  try {
    return /^y(?:es)?$/i.test((await terminal.question(question, closed)).trim());
  } catch {
    return false;
  } finally {
    terminal.close();
  }
}
