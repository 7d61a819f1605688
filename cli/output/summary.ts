import { type Notice, type NoticeKind, noticeKinds } from "../../stacks/checks/notice";
import { npmRun } from "../planner/command";
import type { Violation } from "../planner/policy-checker";
import type { PlannedAccount, StackPlan } from "../planner/plan";

/** Facts of one stack for the tables, without its records, which are dropped as soon as it is planned. */
export interface StackSummary {
  readonly stack: string;
  readonly role: string;
  readonly account: string;
  /** Id of the account. */
  readonly id: string;
  /** True for an account that does not exist yet: its id is not real. */
  readonly isNew: boolean;
  readonly organizationalUnit: string;
  readonly wave: number;
  /** Resources that the program registers, components included. */
  readonly resources: number;
  /** Remote components among them; only `pulumi preview` shows their children. */
  readonly remote: number;
  readonly references: number;
  readonly violations: readonly Violation[];
  readonly missing: readonly string[];
  /** Errors until now; late rejections are added later. */
  readonly errors: ReadonlySet<Error>;
}

export interface PlanSummary {
  readonly organization: string;
  readonly stacks: readonly StackSummary[];
  /** Resources checked and violations found, by rule; a rule that matched no resource is listed too. */
  readonly rules: readonly RuleSummary[];
  /** Guardrails that are on and apply to no account. */
  readonly idle: readonly string[];
  /** Warnings that are no violations. */
  readonly notices: readonly Notice[];
  /** Folder of the project. @default - the present one */
  readonly folder?: string;
}

export interface RuleSummary {
  readonly rule: string;
  readonly checked: number;
  readonly violations: number;
}

/** Builds the summary of a plan from one stack after the other. */
export class SummaryBuilder {
  readonly #stacks: StackSummary[] = [];
  readonly #checked = new Map<string, number>();

  public constructor(
    private readonly organization: string,
    rules: readonly string[],
    private readonly idle: readonly string[],
    private readonly notices: readonly Notice[] = [],
    private readonly folder = ".",
  ) {
    for (const rule of rules) {
      this.#checked.set(rule, 0);
    }
  }

  public add(plan: StackPlan): StackSummary {
    for (const [rule, count] of Object.entries(plan.checked)) {
      this.#checked.set(rule, (this.#checked.get(rule) ?? 0) + count);
    }
    const summary: StackSummary = {
      stack: plan.stack,
      role: plan.role,
      account: plan.account.name,
      id: plan.account.id,
      isNew: plan.account.isNew,
      organizationalUnit: plan.account.organizationalUnit,
      wave: plan.wave,
      resources: plan.records.length,
      remote: plan.records.filter(({ remote }) => remote).length,
      references: plan.reads.length,
      violations: plan.violations,
      missing: plan.missing,
      errors: plan.errors,
    };
    this.#stacks.push(summary);
    return summary;
  }

  public finish(): PlanSummary {
    const found = this.#stacks.flatMap(({ violations }) => violations);
    return {
      organization: this.organization,
      stacks: this.#stacks,
      rules: [...this.#checked].map(([rule, checked]) => ({
        rule,
        checked,
        violations: found.filter(({ policy }) => policy === rule).length,
      })),
      idle: this.idle,
      notices: this.notices,
      folder: this.folder,
    };
  }
}

/** True when the plan of the stack is incomplete. */
export function isBroken(stack: StackSummary): boolean {
  return stack.errors.size > 0 || stack.missing.length > 0;
}

/** Exit code of a plan: 0 clean, 1 when a stack is broken or a mandatory policy is violated. */
export function exitCode({ stacks }: PlanSummary): 0 | 1 {
  const mandatory = stacks.some(({ violations }) =>
    violations.some(({ enforcementLevel }) => enforcementLevel === "mandatory"),
  );
  return mandatory || stacks.some(isBroken) ? 1 : 0;
}

/** Result of one stack in a few words. */
export function resultOf(stack: StackSummary): string {
  if (stack.missing.length > 0) {
    return `needs ${stack.missing.join(", ")}`;
  }
  if (stack.errors.size > 0) {
    return "failed";
  }
  return stack.violations.length === 0 ? "clean" : plural(stack.violations.length, "violation");
}

/** Notices by kind, each kind with its heading. */
export function noticeGroups({
  notices,
}: Pick<PlanSummary, "notices">): readonly (readonly [heading: string, texts: string[]])[] {
  return (Object.keys(noticeKinds) as NoticeKind[]).flatMap((kind) => {
    const texts = notices
      .filter((notice) => notice.kind === kind)
      .map(({ text, paths = [] }) => [text, ...paths].join("; "));
    return texts.length === 0 ? [] : [[noticeKinds[kind], texts] as const];
  });
}

/** Last line of a plan. */
export function totals(summary: PlanSummary): string {
  const sum = (value: (stack: StackSummary) => number): number =>
    summary.stacks.reduce((total, stack) => total + value(stack), 0);
  const broken = summary.stacks.filter(isBroken).length;
  return [
    plural(summary.stacks.length, "stack"),
    plural(new Set(summary.stacks.map(({ account }) => account)).size, "account"),
    plural(
      sum(({ resources }) => resources),
      "resource",
    ),
    `${plural(
      sum(({ remote }) => remote),
      "remote component",
    )} (children appear in pulumi preview)`,
    `${plural(
      sum(({ references }) => references),
      "reference",
    )} resolved`,
    plural(
      sum(({ violations }) => violations.length),
      "violation",
    ),
    ...(broken > 0 ? [`${plural(broken, "stack")} not planned`] : []),
  ].join(", ");
}

/** Id of an account; `(new)` for one that does not exist yet, whose id the plan invents. */
export function idText({ id, isNew }: Pick<PlannedAccount, "id" | "isNew">): string {
  return isNew ? "(new)" : id;
}

export function plural(count: number, noun: string, several = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : several}`;
}

/** Type and name of a URN. */
export function shortUrn(urn: string): string {
  const [, , qualified = "", name = ""] = urn.split("::");
  return `${qualified.split("$").at(-1) ?? ""} ${name}`;
}

/** The command that writes the whole plan. */
export function wholePlan({ folder }: PlanSummary): string {
  return npmRun("plan", folder, "--json plan.json");
}

/** Number of policies, and of those that matched no resource: such a policy has found nothing because it checked nothing. */
export function policiesText({ rules, idle, folder }: PlanSummary): string {
  const without = rules.filter(({ checked }) => checked === 0).length;
  return [
    `${plural(rules.length, "policy", "policies")} checked; ${without} matched no resource.`,
    ...(idle.length > 0
      ? [`${plural(idle.length, "guardrail")} with no account to apply to: ${idle.join(", ")}.`]
      : []),
    `Guardrails for one request: ${npmRun("explain", folder, "--account <key>", "--action <service:Action>")}`,
  ].join("\n");
}
