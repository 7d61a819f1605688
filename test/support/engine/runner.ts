import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Kind, Operation } from "./steps";
import { pulumiCli, type World } from "./world";

/** One run of the engine: the message to the worker. */
export interface Task {
  readonly key: number;
  readonly cli: string;
  readonly project: string;
  readonly policyConfig: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly stack: string;
  readonly kind: Kind;
  /** True when the project's policy pack checks the run. */
  readonly checked: boolean;
}

export interface Answer {
  readonly key: number;
  readonly operation?: Operation;
  readonly error?: string;
}

/**
 * Runs stacks of any world, one at a time, in a process that has the program loaded. A failed run ends the process: the
 * SDK would report late errors of its program as errors of the next run.
 */
export class Runner {
  #child = startWorker();
  #tasks = 0;

  /**
   * One run; a failure is part of the result.
   *
   * @param checked True when the project's policy pack checks the run.
   */
  public async run(world: World, stack: string, kind: Kind, checked = false): Promise<Operation> {
    const key = (this.#tasks += 1);
    const { project, policyConfig, environment } = world;
    const { variables } = environment;
    const task = { key, cli: pulumiCli(), project, policyConfig, variables, stack, kind, checked };
    this.#child.send(task satisfies Task);
    const waiting = new AbortController();
    const { signal } = waiting;
    const ended = once(this.#child, "exit", { signal }).then(([code]) => {
      throw new Error(`the worker ended with ${String(code)} before it had answered`);
    });
    let answer: Answer;
    try {
      [answer] = (await Promise.race([once(this.#child, "message"), ended])) as [Answer];
    } catch (error) {
      this.#child = startWorker();
      throw error;
    }
    ended.catch(() => undefined);
    waiting.abort();
    assert.equal(answer.key, key);
    assert.ok(answer.operation, answer.error ?? "no answer");
    if (answer.operation.failure !== undefined) {
      this.#child.kill("SIGKILL");
      this.#child = startWorker();
    }
    return answer.operation;
  }

  public up(world: World, stack: string): Promise<Operation> {
    return this.run(world, stack, "up");
  }

  /** An `up` that must succeed. */
  public async converge(world: World, stack: string): Promise<void> {
    const { failure, diagnostics, output } = await this.up(world, stack);
    assert.ok(failure === undefined, `${stack}: ${diagnostics.join("\n")}\n${output}`);
  }

  /** A preview that must find nothing to do. */
  public async assertNothingLeft(world: World, stack: string): Promise<void> {
    const preview = await this.run(world, stack, "preview");
    assert.ok(preview.failure === undefined, preview.output);
    assert.deepEqual(preview.changes, []);
  }

  public stop(): void {
    this.#child.kill("SIGKILL");
  }
}

function startWorker(): ChildProcess {
  return fork(join(__dirname, "runner-worker.ts"), { execArgv: ["--import", "tsx"] });
}

/** Does something for each item with a runner of its own: two at a time, as many as CI has cores. */
export async function inPairs<T>(
  runners: readonly Runner[],
  items: readonly T[],
  work: (item: T, runner: Runner) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    runners.map(async (runner) => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
        await work(item, runner);
      }
    }),
  );
}
