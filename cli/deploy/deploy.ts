import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Role, roles, waves } from "../../stacks/company/roles";
import type { Project, StackFile } from "../planner/project";
import { type Activity, type Changes, isUnchanged } from "./changes";
import { Engine } from "./engine";
import { Fingerprints } from "./fingerprint";
import { Journal } from "./journal";
import type { Diagnostic, Operation } from "./messages";
import { policyConfig } from "./policy-config";

const policyConfigFile = ".cache/deploy/policies.json";

/** What a deployment does with a project. */
export interface DeployOptions {
  /** Folder of the project, absolute. */
  readonly folder: string;
  /** Environment of the CLI: credentials, and `PULUMI_BACKEND_URL` instead of the organization's backend. */
  readonly environment: NodeJS.ProcessEnv;
  /** `ask` previews each wave and asks before it is deployed. */
  readonly mode: "preview" | "ask" | "deploy";
  /** Names of the stacks to deploy. @default - all */
  readonly stacks?: readonly string[];
  /** Deploys what an unfinished deployment has deployed already once more. */
  readonly all: boolean;
  /** Number of stacks that are worked on at the same time. */
  readonly parallel: number;
  /** Nothing new is started once it is aborted; what runs is waited for. */
  readonly interrupted: AbortSignal;
}

/** What became of one stack. */
export interface StackResult {
  readonly stack: string;
  /** 1 for the stacks that are deployed first. */
  readonly wave: number;
  readonly state: "deployed" | "previewed" | "deployed before" | "failed" | "not started";
  /** What was changed or would be; absent when nothing ran. */
  readonly changes?: Changes;
  /** Why it was not started. */
  readonly because?: string;
  /** True when it was not started because of a stack that it reads and of which nothing is deployed. */
  readonly waits?: boolean;
  /** File with everything the engine has printed, relative to the project's folder; absent when nothing ran. */
  readonly log?: string;
  /** True when its state has a lock or pending operations: another run works on it, or one has ended too early. */
  readonly leftovers?: boolean;
  readonly durationMs?: number;
}

/** Is told how a deployment goes, and decides in people's place. */
export interface DeployObserver {
  /** Stacks that are left out because an unfinished deployment has deployed them. */
  resumed(stacks: readonly string[]): void;
  started(stack: string, operation: Operation): void;
  stepped(stack: string, activity: Activity): void;
  /**
   * @param said What the engine has said of the stack, in its words; after a preview, what is new.
   */
  ended(result: StackResult, said: readonly Diagnostic[]): void;
  /** Whether a wave, whose changes are known, shall be deployed. */
  agreed(wave: number, previews: readonly StackResult[]): Promise<boolean>;
}

/**
 * Deploys a project's stacks wave by wave, those of a wave side by side. A stack that fails does not stop those beside
 * it; the waves after it are not started.
 *
 * @returns What became of each selected stack, in deployment order.
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
  return new Deployment(project, options, observer, engine, backend, populated).run();
}

class Deployment {
  readonly #journal: Journal;
  readonly #fingerprints: Fingerprints;
  /** Why nothing more is started. */
  #stopped: string | undefined;
  /** Stacks with what has been told of them. */
  readonly #said = new Set<string>();
  /** Stacks whose log has been begun. */
  readonly #logged = new Set<string>();

  public constructor(
    private readonly project: Project,
    private readonly options: DeployOptions,
    private readonly observer: DeployObserver,
    private readonly engine: Engine,
    backend: string,
    /**
     * Stacks that hold resources. One whose deployment has failed is among them: which of its outputs are lacking is
     * told by the programs that read them.
     */
    private readonly populated: Set<string>,
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
    const results: StackResult[] = [];
    for (const [index, members] of waves(this.project.stacks).entries()) {
      const wave = members.filter((file) => selected.includes(file));
      const before = wave.filter(({ stack }) => finished.has(stack));
      const rest = wave.filter(({ stack }) => !finished.has(stack));
      results.push(
        ...before.map(({ stack }) => ({
          stack,
          wave: index + 1,
          state: "deployed before" as const,
        })),
        ...(await this.#wave(index + 1, rest)),
      );
    }
    const whole = results.every(({ state }) => state === "deployed" || state === "deployed before");
    if (mode !== "preview" && whole) {
      this.#journal.remove(selected.map(({ stack }) => stack));
    }
    return results;
  }

  /**
   * Stacks that an unfinished deployment has deployed as they are now, unless one they read is deployed anew. A stack
   * that has been emptied since is not among them.
   */
  #finishedBefore(selected: readonly StackFile[]): ReadonlySet<string> {
    const finished = new Set<string>();
    if (this.options.all || this.options.mode === "preview") {
      return finished;
    }
    const anew = new Set<string>();
    for (const { stack, role } of selected) {
      const same =
        this.populated.has(stack) && this.#journal.has(stack, this.#fingerprints.of(stack));
      (same && !readsOf(role).some((read) => anew.has(read)) ? finished : anew).add(stack);
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
    if (mode === "ask") {
      await this.#ask(wave, previews);
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

  /** Asks whether to go on when something would change; a failed preview answers by itself. */
  async #ask(wave: number, previews: readonly StackResult[]): Promise<void> {
    if (this.#obstacle === undefined && previews.some(changesSomething)) {
      const agreed = await this.observer.agreed(wave, previews);
      this.#stopped ??= agreed ? undefined : `wave ${wave} was declined`;
    }
  }

  /** Runs an operation on the stacks of a wave, side by side. When one has failed no later wave is started. */
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
    const said: Diagnostic[] = [];
    this.observer.started(stack, operation);
    if (operation === "up") {
      // Until it has succeeded again.
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
        ...(secretsProvider !== "service" && { secretsProvider }),
      },
      {
        opened: () => {
          fingerprint = this.#fingerprints.of(stack);
        },
        stepped: (activity) => {
          this.observer.stepped(stack, activity);
        },
        said: (diagnostic) => {
          said.push(diagnostic);
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
    this.observer.ended(result, this.#unsaid(stack, said));
    return result;
  }

  /** File of a stack's log, begun once a deployment; the one before is kept, as it may tell why a stack has failed. */
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

  /** A preview and the deployment after it say much the same: what has not been told of the stack yet. */
  #unsaid(stack: string, diagnostics: readonly Diagnostic[]): Diagnostic[] {
    return diagnostics.filter((diagnostic) => {
      const key = JSON.stringify([stack, diagnostic]);
      const isNew = !this.#said.has(key);
      this.#said.add(key);
      return isNew;
    });
  }

  /** Why nothing more is started; `undefined` while the deployment goes on. */
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

/** The result of a stack that cannot be started for want of those it reads; nothing when none is missing. */
function waits(stack: string, wave: number, missing: readonly string[]): StackResult[] {
  const because = `it reads ${missing.join(", ")}, of which nothing is deployed yet`;
  return missing.length === 0 ? [] : [{ ...notStarted(stack, wave, because), waits: true }];
}

function changesSomething({ changes }: StackResult): boolean {
  return changes !== undefined && !isUnchanged(changes);
}

function notStarted(stack: string, wave: number, because: string): StackResult {
  return { stack, wave, state: "not started", because };
}

/** Like `Promise.all` over a list, with so many at the same time. */
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
