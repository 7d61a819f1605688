import * as pulumi from "@pulumi/pulumi";
import type { InvokeRecord, StackOutputs } from "./monitor";
import { RecordingMonitor } from "./monitor";
import type { ResourceRecord } from "./record";
import {
  currentRun,
  getMonitor,
  ignoreTransforms,
  isolated,
  waitForRegistrations,
  withoutPositions,
} from "./sdk";

/** One stack to run. */
export interface StackRun {
  readonly project: string;
  readonly stack: string;
  readonly config: Readonly<Record<string, string>>;
  readonly secretConfigKeys: readonly string[];
  /** The program: registers resources and resolves to the stack's outputs. */
  readonly program: () => Promise<object>;
  /** Outputs of another stack by its fully qualified name, `undefined` when there is no such stack. */
  readonly outputsOf: (stack: string) => StackOutputs | undefined;
  /** True to keep every value unknown that only a deployment returns. */
  readonly preview: boolean;
  /** Ids of zones that the stack's configuration names: the account has them. @default - those of the emulation alone */
  readonly zoneIds?: readonly string[];
  /**
   * Keeps stack traces, to find the origin of an error. The SDK formats one for every promise it creates, which takes more
   * time than the rest of a run.
   * @default false
   */
  readonly traces?: boolean;
}

/** Result of running one stack. */
export interface StackResult {
  readonly records: readonly ResourceRecord[];
  readonly invokes: readonly InvokeRecord[];
  /** Outputs in the wire format, secrets marked. */
  readonly outputs: StackOutputs;
  /** Errors of the program; empty when the plan is complete. Late rejections are added afterwards. */
  readonly errors: ReadonlySet<Error>;
}

/** Organization in the names of stack references offline; self-managed backends use the same word. */
export const STATE_ORGANIZATION = "organization";

/**
 * Runs a stack's program to its end under a recording monitor. Never rejects: errors are part of the result. The caller
 * must have called `watchRejections`.
 */
export async function runStackProgram(run: StackRun): Promise<StackResult> {
  const errors = new Set<Error>();
  const monitor = new RecordingMonitor(
    run.project,
    run.stack,
    run.outputsOf,
    run.preview,
    run.zoneIds ?? [],
  );
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = run.traces === true ? limit : 0;
  const program = async (): Promise<void> => {
    collectors.set(currentRun(), errors);
    await pulumi.runtime.setMocks(
      { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
      run.project,
      run.stack,
      run.preview,
      STATE_ORGANIZATION,
    );
    ignoreTransforms();
    pulumi.runtime.setAllConfig({ ...run.config }, [...run.secretConfigKeys]);
    record(monitor);
    try {
      await pulumi.runtime.runInPulumiStack(run.program);
    } catch (error) {
      errors.add(asError(error));
    }
    await settle();
  };
  await orIdle(
    isolated(() => withoutPositions(program)),
    () => {
      errors.add(new Error("the program never ends: it waits for a promise that is never settled"));
    },
  );
  Error.stackTraceLimit = limit;
  return { records: monitor.records, invokes: monitor.invokes, outputs: monitor.outputs, errors };
}

/** Replaces the monitor of the mocks by the recording monitor. */
function record(monitor: RecordingMonitor): void {
  const mocked = getMonitor();
  mocked.registerResource = (request, callback) => {
    monitor.registerResource(request, callback);
  };
  mocked.readResource = (request, callback) => {
    monitor.readResource(request, callback);
  };
  mocked.registerResourceOutputs = (request, callback) => {
    monitor.registerResourceOutputs(request, callback);
  };
  mocked.invoke = (request, callback) => {
    monitor.invoke(request, callback);
  };
}

/**
 * Waits for the registrations that are still running when `runInPulumiStack` resolves, and then for the rejections that
 * Node reports after the microtasks of a turn.
 */
async function settle(): Promise<void> {
  await waitForRegistrations();
  await new Promise((resolve) => setImmediate(resolve));
  await waitForRegistrations();
  await new Promise((resolve) => setImmediate(resolve));
}

/**
 * Waits for a run, or until the process has nothing left to do: then the run never ends, and node would exit silently.
 */
async function orIdle(finished: Promise<void>, onIdle: () => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const idle = (): void => {
      onIdle();
      resolve();
    };
    process.once("beforeExit", idle);
    finished.finally(() => process.off("beforeExit", idle)).then(resolve, reject);
  });
}

/** Collector of errors for each isolated run. */
const collectors = new WeakMap<object, Set<Error>>();

/**
 * Collects uncaught errors until the returned function is called: the only sign of a rejected input, or of a throw inside
 * `apply` or a timer. An error is added to the run whose code caused it, even when it comes late.
 */
export function watchRejections(): () => void {
  process.on("unhandledRejection", attribute);
  process.on("uncaughtException", attributeThrow);
  return () => {
    process.off("unhandledRejection", attribute);
    process.off("uncaughtException", attributeThrow);
  };
}

function attributeThrow(error: Error): void {
  const others = process.listenerCount("uncaughtException") > 1;
  if (collectors.has(currentRun()) || !others) {
    attribute(error);
  }
}

function attribute(reason: unknown): void {
  const collector = collectors.get(currentRun());
  const error = asError(reason);
  if (collector === undefined) {
    // Not an error of a stack: fail as Node would without a handler.
    throw error;
  }
  // One throw may reject several promises. Values that are not errors have only their message to compare.
  if (![...collector].some(({ message }) => message === error.message)) {
    collector.add(error);
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(`the program threw ${String(reason)}`);
}
