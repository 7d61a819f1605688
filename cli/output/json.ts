import { closeSync, openSync, writeSync } from "node:fs";
import type { Notice } from "../../stacks/checks/notice";
import type { PlannedAccount, StackPlan } from "../planner/plan";
import type { ResourceRecord } from "../planner/record";
import { redact, type Wire } from "../emulation/protocol/values";

/** One reference of the plan: stack `from` reads an output of stack `to`. */
interface PlannedReference {
  readonly from: string;
  readonly to: string;
  readonly output: string;
}

/**
 * Writes the plan as JSON, one stack at a time, so that memory never contains the whole plan. The file is sorted, its
 * secrets are replaced, so two files of the same plan are equal.
 */
export class JsonWriter {
  readonly #file: number;
  readonly #references: PlannedReference[] = [];
  /** Written last: late rejections of a stack are added while other stacks are planned. */
  readonly #errors: [stack: string, errors: ReadonlySet<Error>][] = [];
  #stacks = 0;
  #accounts: readonly PlannedAccount[] = [];

  /** @throws Error when the file cannot be written. */
  public constructor(path: string, organization: string) {
    this.#file = openSync(path, "w");
    writeSync(this.#file, `{\n"organization": ${JSON.stringify(organization)},\n"stacks": [`);
  }

  public add(plan: StackPlan): void {
    const separator = this.#stacks++ === 0 ? "\n" : ",\n";
    writeSync(this.#file, separator + JSON.stringify(stackJson(plan), undefined, 1));
    this.#accounts = plan.accounts;
    this.#errors.push([plan.stack, plan.errors]);
    for (const { stack, output } of plan.reads) {
      this.#references.push({ from: plan.stack, to: stack, output });
    }
  }

  public close(notices: readonly Notice[]): void {
    const errors = this.#errors.flatMap(([stack, found]) =>
      [...found].map(({ message }) => ({ stack, message })),
    );
    writeSync(
      this.#file,
      `\n],\n"accounts": ${JSON.stringify(this.#accounts.map(accountJson), undefined, 1)},\n"references": ${JSON.stringify(this.#references, undefined, 1)},\n"errors": ${JSON.stringify(errors, undefined, 1)},\n"notices": ${JSON.stringify(notices, undefined, 1)}\n}\n`,
    );
    closeSync(this.#file);
  }
}

function stackJson(plan: StackPlan): object {
  return {
    stack: plan.stack,
    role: plan.role,
    account: accountJson(plan.account),
    wave: plan.wave,
    resources: [...plan.records]
      .sort((left, right) => (left.urn < right.urn ? -1 : 1))
      .map(resourceJson),
    outputs: sorted(redact(plan.outputs) as Wire),
    violations: plan.violations,
    missing: plan.missing,
  };
}

/** An account that does not exist yet is marked: its id is invented, here and in all inputs. */
function accountJson({ name, id, isNew, organizationalUnit }: PlannedAccount): object {
  return { name, id, ...(isNew && { new: true }), organizationalUnit };
}

function resourceJson(record: ResourceRecord): object {
  return {
    urn: record.urn,
    type: record.type,
    name: record.name,
    id: record.id,
    parent: record.parent,
    custom: record.custom,
    remote: record.remote,
    provider: record.provider ?? null,
    inputs: redact(record.inputs.toJavaScript()),
    options: record.options,
    dependencies: record.dependencies,
  };
}

function sorted(values: Wire): Wire {
  return Object.fromEntries(
    Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}
