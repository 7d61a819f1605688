import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Role, roles } from "../../stacks/company/roles";
import type { Project, StackFile } from "../planner/project";
import { type Activity, type Changes, isUnchanged } from "./changes";
import { Engine } from "./engine";
import { Fingerprints } from "./fingerprint";
import { Journal } from "./journal";
import type { Diagnostic, Operation } from "./messages";
import { deploymentWaves, hasHub } from "./order";
import { policyConfig } from "./policy-config";

const policyConfigFile = ".cache/deploy/policies.json";

/** Options of a deployment. */
export interface DeployOptions {
  /** Folder of the project, absolute. */
  readonly folder: string;
  /** Environment of the CLI: credentials, and `PULUMI_BACKEND_URL` instead of the organization's backend. */
  readonly environment: NodeJS.ProcessEnv;
  /** `confirm` previews each wave and prompts the user before it is deployed. */
  readonly mode: "preview" | "confirm" | "deploy";
  /** Names of the stacks to deploy. @default - all */
  readonly stacks?: readonly string[];
  /** Deploys again the stacks that an unfinished deployment has deployed. */
  readonly all: boolean;
  /** Number of stacks to deploy at the same time. */
  readonly parallel: number;
  /** Once aborted, no further stack is started; running stacks are completed. */
  readonly interrupted: AbortSignal;
}

/** Result of one stack. */
export interface StackResult {
  readonly stack: string;
  /** 1 for the stacks that are deployed first. */
  readonly wave: number;
  readonly state: "deployed" | "previewed" | "deployed before" | "failed" | "not started";
  /** Changes that were applied or would be; absent when nothing ran. */
  readonly changes?: Changes;
  /** Reason why it was not started. */
  readonly because?: string;
  /** True when it was not started because another stack must be deployed first. */
  readonly waits?: boolean;
  /** File with the full output of the engine, relative to the project's folder; absent when nothing ran. */
  readonly log?: string;
  /** True when its state has a lock or pending operations: another run uses it, or a run was killed. */
  readonly leftovers?: boolean;
  readonly durationMs?: number;
}

/** Receives the progress of a deployment, and decides whether it goes on. */
export interface DeployObserver {
  /** Reports the stacks that are skipped because an unfinished deployment has deployed them. */
  resumed(stacks: readonly string[]): void;
  /** Reports that the workloads are deployed before the network stack, which removes the hub. */
  removesHub(): void;
  started(stack: string, operation: Operation): void;
  stepped(stack: string, activity: Activity): void;
  /** @param diagnostics Messages of the engine about the stack, unchanged; after a preview only the new ones. */
  ended(result: StackResult, diagnostics: readonly Diagnostic[]): void;
  /** True when the user confirms the deployment of a wave whose changes are known. */
  confirmed(wave: number, previews: readonly StackResult[]): Promise<boolean>;
}

/**
 * Deploys a project's stacks wave by wave, the stacks of a wave in parallel. A stack that fails does not stop the others
 * of its wave; later waves are not started.
 *
 * @returns The result of each selected stack, in deployment order.
 * @throws DeployError when there is no Pulumi CLI, or when the backend cannot be read.
 */
export async function deploy(
  project: Project,
  options: DeployOptions,
  observer: DeployObserver,
): Promise<StackResult[]> {
  const backend = options.environment["PULUMI_BACKEND_URL"] ?? project.organization.state.backend;
  const engine = Engine.find(options.folder, options.environment, backend);
  const populated = new Set(await engine.populatedStacks());
  const removesHub =
    project.organization.connectivity === "none" &&
    populated.has("network") &&
    hasHub(await engine.outputs("network"));
  return new Deployment(project, options, observer, engine, backend, populated, removesHub).run();
}

class Deployment {
  readonly #journal: Journal;
  readonly #fingerprints: Fingerprints;
  /** Reason why no further stack is started. */
  #stopped: string | undefined;
  /** Messages that have been reported, each with its stack. */
  readonly #reported = new Set<string>();
  /** Stacks whose log this deployment has begun. */
  readonly #logged = new Set<string>();

  public constructor(
    private readonly project: Project,
    private readonly options: DeployOptions,
    private readonly observer: DeployObserver,
    private readonly engine: Engine,
    backend: string,
    /**
     * Stacks that contain resources, including stacks whose deployment has failed. A program that reads an output they
     * lack reports it.
     */
    private readonly populated: Set<string>,
    /** True when the network stack still has a hub that the configuration no longer has. */
    private readonly removesHub: boolean,
  ) {
    const { folder } = options;
    mkdirSync(join(folder, ".cache/deploy"), { recursive: true });
    writeFileSync(
      join(folder, policyConfigFile),
      `${JSON.stringify(policyConfig(project), undefined, 2)}\n`,
    );
    this.#journal = new Journal(join(folder, ".cache/deploy/journal.json"));
    this.#fingerprints = new Fingerprints(folder, backend);
  }

  public async run(): Promise<StackResult[]> {
    const { mode, stacks } = this.options;
    const selected = this.project.stacks.filter(({ stack }) => stacks?.includes(stack) ?? true);
    const finished = this.#finishedBefore(selected);
    if (finished.size > 0) {
      this.observer.resumed([...finished]);
    }
    if (this.removesHub && selected.some(({ role }) => role === "network")) {
      this.observer.removesHub();
    }
    const results: StackResult[] = [];
    for (const [index, members] of deploymentWaves(
      this.project.stacks,
      this.removesHub,
    ).entries()) {
      const wave = members.filter((file) => selected.includes(file));
      const before = wave.filter(({ stack }) => finished.has(stack));
      const rest = wave.filter(({ stack }) => !finished.has(stack));
      results.push(
        ...before.map(({ stack }) => ({
          stack,
          wave: index + 1,
          state: "deployed before" as const,
        })),
        ...(this.#waitForDetachment(index + 1, rest, results) ??
          (await this.#wave(index + 1, rest))),
      );
    }
    const whole = results.every(({ state }) => state === "deployed" || state === "deployed before");
    if (mode !== "preview" && whole) {
      this.#journal.remove(selected.map(({ stack }) => stack));
    }
    return results;
  }

  /** In a preview, the network stack cannot remove the hub yet when the workloads before it would detach first. */
  #waitForDetachment(
    wave: number,
    files: readonly StackFile[],
    results: readonly StackResult[],
  ): StackResult[] | undefined {
    const isLast = this.removesHub && files.some(({ role }) => role === "network");
    const detaching = results.filter(
      (result) =>
        this.project.stacks.some(
          ({ stack, role }) => stack === result.stack && role === "workload",
        ) && changesSomething(result),
    );
    if (this.options.mode !== "preview" || !isLast || detaching.length === 0) {
      return undefined;
    }
    const because = `it removes the hub after these stacks have detached: ${detaching.map(({ stack }) => stack).join(", ")}`;
    return files.map(({ stack }) => ({ ...notStarted(stack, wave, because), waits: true }));
  }

  /**
   * Stacks that an unfinished deployment has deployed in their present form, except those that read a stack which is
   * deployed again, and those that have been emptied since.
   */
  #finishedBefore(selected: readonly StackFile[]): ReadonlySet<string> {
    const finished = new Set<string>();
    if (this.options.all || this.options.mode === "preview") {
      return finished;
    }
    const again = new Set<string>();
    for (const { stack, role } of selected) {
      const same =
        this.populated.has(stack) && this.#journal.has(stack, this.#fingerprints.of(stack));
      (same && !readsOf(role).some((read) => again.has(read)) ? finished : again).add(stack);
    }
    return finished;
  }

  async #wave(wave: number, files: readonly StackFile[]): Promise<StackResult[]> {
    const { mode } = this.options;
    const missing = (file: StackFile): string[] =>
      readsOf(file.role).filter((read) => !this.populated.has(read));
    const waiting = files.flatMap((file) =>
      this.#obstacle === undefined
        ? waits(file.stack, wave, missing(file))
        : [notStarted(file.stack, wave, this.#obstacle)],
    );
    const ready = files.filter(({ stack }) => waiting.every((result) => result.stack !== stack));
    if (mode === "deploy" || ready.length === 0) {
      return this.#inOrder([...waiting, ...(await this.#each(wave, ready, "up"))]);
    }
    const previews = await this.#each(wave, ready, "preview");
    if (mode === "confirm") {
      await this.#confirm(wave, previews);
      const because = this.#obstacle;
      const results =
        because === undefined
          ? await this.#each(wave, ready, "up")
          : previews.map((preview) =>
              preview.state === "previewed" ? notStarted(preview.stack, wave, because) : preview,
            );
      return this.#inOrder([...waiting, ...results]);
    }
    return this.#inOrder([...waiting, ...previews]);
  }

  /** Prompts the user when a stack would change; after a failed preview there is nothing to confirm. */
  async #confirm(wave: number, previews: readonly StackResult[]): Promise<void> {
    if (this.#obstacle === undefined && previews.some(changesSomething)) {
      const confirmed = await this.observer.confirmed(wave, previews);
      this.#stopped ??= confirmed ? undefined : `wave ${wave} was declined`;
    }
  }

  /** Runs an operation on the stacks of a wave in parallel. After a failure no later wave is started. */
  async #each(
    wave: number,
    files: readonly StackFile[],
    operation: Operation,
  ): Promise<StackResult[]> {
    const results = await inParallel(files, this.options.parallel, ({ stack }) =>
      this.#operate(wave, stack, operation),
    );
    const failed = results.filter(({ state }) => state === "failed").map(({ stack }) => stack);
    if (failed.length > 0 && this.options.mode !== "preview") {
      const names = failed.join(" and ");
      this.#stopped ??= operation === "up" ? `${names} failed` : `the preview of ${names} failed`;
    }
    return results;
  }

  async #operate(wave: number, stack: string, operation: Operation): Promise<StackResult> {
    if (this.#obstacle !== undefined) {
      return notStarted(stack, wave, this.#obstacle);
    }
    const { folder } = this.options;
    const log = this.#logOf(stack);
    const { secretsProvider } = this.project.organization.state;
    const started = performance.now();
    let fingerprint: string | undefined;
    const diagnostics: Diagnostic[] = [];
    this.observer.started(stack, operation);
    if (operation === "up") {
      // Not deployed until this run succeeds.
      this.#journal.remove([stack]);
    }
    const { succeeded, changes, leftovers } = await this.engine.run(
      {
        folder,
        project: this.project.name,
        stack,
        operation,
        policyConfig: join(folder, policyConfigFile),
        log: join(folder, log),
        secretsProvider,
      },
      {
        opened: () => {
          fingerprint = this.#fingerprints.of(stack);
        },
        stepped: (activity) => {
          this.observer.stepped(stack, activity);
        },
        reported: (diagnostic) => {
          diagnostics.push(diagnostic);
        },
      },
    );
    const finished = operation === "up" ? "deployed" : "previewed";
    if (succeeded && operation === "up") {
      this.populated.add(stack);
      if (fingerprint !== undefined) {
        this.#journal.add(stack, fingerprint);
      }
    }
    const result: StackResult = {
      stack,
      wave,
      state: succeeded ? finished : "failed",
      changes,
      log,
      leftovers,
      durationMs: performance.now() - started,
    };
    this.observer.ended(result, this.#newOnes(stack, diagnostics));
    return result;
  }

  /** File of a stack's log, new in each deployment; the previous log is kept, since it may show why a stack failed. */
  #logOf(stack: string): string {
    const log = join(".cache/deploy", `${stack}.log`);
    if (!this.#logged.has(stack)) {
      this.#logged.add(stack);
      const { folder } = this.options;
      if (existsSync(join(folder, log))) {
        renameSync(join(folder, log), join(folder, ".cache/deploy", `${stack}.previous.log`));
      }
      writeFileSync(join(folder, log), "", { mode: 0o600 });
    }
    return log;
  }

  /** Messages that are new: a deployment repeats most messages of the preview before it. */
  #newOnes(stack: string, diagnostics: readonly Diagnostic[]): Diagnostic[] {
    return diagnostics.filter((diagnostic) => {
      const key = JSON.stringify([stack, diagnostic]);
      const isNew = !this.#reported.has(key);
      this.#reported.add(key);
      return isNew;
    });
  }

  /** Reason why no further stack is started; `undefined` while the deployment goes on. */
  get #obstacle(): string | undefined {
    return this.options.interrupted.aborted ? "interrupted" : this.#stopped;
  }

  #inOrder(results: readonly StackResult[]): StackResult[] {
    const position = ({ stack }: StackResult): number =>
      this.project.stacks.findIndex((file) => file.stack === stack);
    return [...results].sort((left, right) => position(left) - position(right));
  }
}

/** Stacks that a role reads outputs of. */
function readsOf(role: Role): readonly string[] {
  return roles[role].reads;
}

/** Result of a stack that reads stacks which are not deployed; empty when none is missing. */
function waits(stack: string, wave: number, missing: readonly string[]): StackResult[] {
  const because = `it reads outputs of stacks that are not deployed: ${missing.join(", ")}`;
  return missing.length === 0 ? [] : [{ ...notStarted(stack, wave, because), waits: true }];
}

function changesSomething({ changes }: StackResult): boolean {
  return changes !== undefined && !isUnchanged(changes);
}

function notStarted(stack: string, wave: number, because: string): StackResult {
  return { stack, wave, state: "not started", because };
}

/** Like `Promise.all` over a list, with a limit of items at the same time. */
async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of queue) {
      results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: limit }, lane));
  return results;
}
