import platform from "../../index";
import type { RunOptions } from "../../stacks";
import type { ReferenceRead } from "../../stacks/wiring/references";
import { type Role, roles, waves } from "../../stacks/company/roles";
import type { StackOutputs } from "./monitor";
import type { PolicyChecker, Violation } from "./policy-checker";
import type { Project, StackFile } from "./project";
import type { ResourceRecord } from "./record";
import { runStackProgram, type StackResult, STATE_ORGANIZATION, watchRejections } from "./run";

export interface PlannedAccount {
  readonly name: string;
  readonly id: string;
  /** True for an account that the first deployment creates: the id is invented, and differs from the later one. */
  readonly isNew: boolean;
  /** Path of its OU; empty for the management account. */
  readonly organizationalUnit: string;
}

/** Plan of one stack. It is returned as soon as it is complete, and not kept. */
export interface StackPlan {
  readonly stack: string;
  readonly role: Role;
  readonly account: PlannedAccount;
  /** Every account of the organization. */
  readonly accounts: readonly PlannedAccount[];
  /** 1 for the stacks that are deployed first. */
  readonly wave: number;
  readonly durationMs: number;
  readonly records: readonly ResourceRecord[];
  readonly outputs: StackOutputs;
  readonly reads: readonly ReferenceRead[];
  readonly violations: readonly Violation[];
  /** Number of resources checked, by policy. */
  readonly checked: Readonly<Record<string, number>>;
  /** Errors of the stack's program; empty when its plan is complete. */
  readonly errors: ReadonlySet<Error>;
  /** Stacks that it reads and that failed; with any of them, its program was not run. */
  readonly missing: readonly string[];
}

export interface PlanOptions {
  /** Evaluates the policies on every resource; without it none is evaluated. */
  readonly policies?: PolicyChecker;
  /**
   * True for a plan in which values that only a deployment returns are unknown, as in the first `pulumi preview` of a
   * stack; the stacks it reads count as deployed.
   */
  readonly preview?: boolean;
  /** Keeps stack traces of errors; slower. @default false */
  readonly traces?: boolean;
  /** The program of every stack. @default - that of index.ts */
  readonly program?: (options: RunOptions) => Promise<object>;
  /** Called before a stack is planned. */
  readonly onStart?: (stack: string, index: number, total: number) => void;
}

/**
 * Plans every stack of a project in deployment order, and passes the outputs of each to the stacks that read them. After
 * a failure only the stacks that read the failed one are skipped.
 */
export async function* planProject(
  project: Project,
  options: PlanOptions = {},
): AsyncGenerator<StackPlan> {
  const known = new Map<string, StackOutputs>();
  const failed = new Set<string>();
  const wave = waveNumbers(project.stacks);
  let ids: Readonly<Record<string, string>> = {};
  const stopWatching = watchRejections();
  try {
    for (const [index, file] of project.stacks.entries()) {
      options.onStart?.(file.stack, index, project.stacks.length);
      const missing = roles[file.role].reads.filter((stack) => failed.has(stack));
      const started = performance.now();
      const planned = missing.length > 0 ? nothing : await planStack(project, file, known, options);
      if (file.role === "management") {
        ids = (planned.outputs["accountIds"] ?? {}) as Record<string, string>;
      }
      if (missing.length > 0 || planned.errors.size > 0) {
        failed.add(file.stack);
      } else if (file.role !== "workload") {
        known.set(`${STATE_ORGANIZATION}/${project.name}/${file.stack}`, planned.outputs);
      }
      const accounts = describeAccounts(project, ids);
      yield {
        ...planned,
        accounts,
        stack: file.stack,
        role: file.role,
        account: accountOf(accounts, file.account),
        wave: wave.get(file.stack) ?? 0,
        durationMs: performance.now() - started,
        missing,
      };
    }
    // Late rejections of the last stacks are reported in the next turns.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    stopWatching();
  }
}

type Planned = Pick<
  StackPlan,
  "records" | "outputs" | "reads" | "violations" | "checked" | "errors"
>;

const nothing: Planned = {
  records: [],
  outputs: {},
  reads: [],
  violations: [],
  checked: {},
  errors: new Set(),
};

async function planStack(
  project: Project,
  file: StackFile,
  known: ReadonlyMap<string, StackOutputs>,
  options: PlanOptions,
): Promise<Planned> {
  const reads = new Map<string, ReferenceRead>();
  const program = options.program ?? platform;
  const run = (preview: boolean): Promise<StackResult> =>
    runStackProgram({
      project: project.name,
      stack: file.stack,
      config: file.config,
      secretConfigKeys: file.secretConfigKeys,
      outputsOf: (stack) => known.get(stack),
      preview,
      zoneIds: file.role === "workload" ? (file.settings.zoneIds ?? []) : [],
      traces: options.traces ?? false,
      program: () =>
        program({
          templateFacts: "allowed",
          environment: {},
          traces: options.traces ?? false,
          onRead: (read) => reads.set(`${read.stack} ${read.output}`, read),
        }),
    });
  const deployed = await run(false);
  const result = options.preview ? { ...(await run(true)), outputs: deployed.outputs } : deployed;
  const findings = await options.policies?.check(result);
  return {
    records: result.records,
    outputs: result.outputs,
    errors: result.errors,
    reads: [...reads.keys()].sort().flatMap((key) => reads.get(key) ?? []),
    violations: findings?.violations ?? [],
    checked: findings?.checked ?? {},
  };
}

/** Wave of each stack, counted from 1. */
export function waveNumbers(stacks: readonly StackFile[]): Map<string, number> {
  return new Map(
    waves(stacks).flatMap((wave, index) => wave.map(({ stack }) => [stack, index + 1] as const)),
  );
}

function describeAccounts(
  { organization }: Project,
  ids: Readonly<Record<string, string>>,
): PlannedAccount[] {
  return Object.entries(organization.accounts).map(([name, account]) => ({
    name,
    id: account.id ?? ids[name] ?? "",
    isNew: account.id === undefined,
    organizationalUnit: account.organizationalUnit ?? "",
  }));
}

/** @throws Error for a key that is no account: the configuration has been checked before. */
function accountOf(accounts: readonly PlannedAccount[], key: string): PlannedAccount {
  const account = accounts.find(({ name }) => name === key);
  if (!account) {
    throw new Error(`the organization has no account ${key}`);
  }
  return account;
}
