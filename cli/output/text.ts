import Table from "cli-table3";
import type { Violation } from "../planner/policy-checker";
import type { ResourceRecord } from "../planner/record";
import {
  isBroken,
  noticeGroups,
  policiesText,
  type PlanSummary,
  resultOf,
  shortUrn,
  type StackSummary,
  totals,
} from "./summary";
import { paint, plainTable, type Style } from "./table";

/** The plan as text: a table of stacks, a table of violated policies, errors, violations and totals. */
export function planText(summary: PlanSummary): string {
  const stacks = new Table({
    ...plainTable,
    head: ["wave", "stack", "account", "unit", "resources", "remote", "reads", "ms", "result"],
    colAligns: ["right", "left", "left", "left", "right", "right", "right", "right", "left"],
  });
  for (const stack of summary.stacks) {
    stacks.push([
      stack.wave,
      stack.stack,
      `${stack.account} ${stack.accountId}`.trim(),
      stack.organizationalUnit || "(root)",
      stack.resources,
      stack.remote,
      stack.references,
      Math.round(stack.durationMs),
      paint(resultStyle(stack), resultOf(stack)),
    ]);
  }
  return [
    paint("bold", `Organization ${summary.organization}`),
    stacks.toString(),
    "",
    ...violatedRules(summary),
    policiesText(summary),
    "",
    ...noticeGroups(summary).flatMap(([heading, texts]) => [
      paint("yellow", `${heading}:`),
      ...texts.map((text) => `  ${text}`),
      "",
    ]),
    ...problems(summary),
    totals(summary),
  ].join("\n");
}

/** Table of the policies that a resource violates. */
function violatedRules({ rules }: PlanSummary): string[] {
  const violated = rules.filter(({ violations }) => violations > 0);
  if (violated.length === 0) {
    return [];
  }
  const table = new Table({
    ...plainTable,
    head: ["policy", "resources checked", "violations"],
    colAligns: ["left", "right", "right"],
  });
  for (const { rule, checked, violations } of violated) {
    table.push([rule, checked, violations]);
  }
  return [table.toString(), ""];
}

function resultStyle(stack: StackSummary): Style {
  if (isBroken(stack)) {
    return "red";
  }
  return stack.violations.length > 0 ? "yellow" : "green";
}

function problems(summary: PlanSummary): string[] {
  const lines: string[] = [];
  for (const stack of summary.stacks) {
    for (const error of stack.errors) {
      lines.push(`${paint("red", `${stack.stack} failed:`)} ${describeError(error)}`, "");
    }
    lines.push(...violations(stack));
  }
  return lines;
}

/** Limit of the resources shown for each policy and stack: one wrong setting can affect all resources. */
const SHOWN = 5;

function violations(stack: StackSummary): string[] {
  const byPolicy = new Map<string, Violation[]>();
  for (const violation of stack.violations) {
    const found = byPolicy.get(violation.policy) ?? [];
    byPolicy.set(violation.policy, [...found, violation]);
  }
  return [...byPolicy].flatMap(([policy, found]) => {
    const [{ enforcementLevel, severity } = { enforcementLevel: "", severity: "" }] = found;
    const more = found.length - SHOWN;
    return [
      `${paint("yellow", `${stack.stack}: ${policy}`)} (${enforcementLevel}, ${severity})`,
      ...found
        .slice(0, SHOWN)
        .flatMap(({ urn, message }) => [`  ${shortUrn(urn)}`, `  ${message}`]),
      ...(more > 0
        ? [`  and ${more} more; npm run plan -- --json plan.json writes all of them`]
        : []),
      "",
    ];
  });
}

/** An error with its stack trace, if it has one. Traces are off for speed: `--trace` turns them on. */
function describeError(error: Error): string {
  return error.stack?.includes("\n    at ") === true ? error.stack : error.message;
}

/** Resources of one stack as a tree of parents and children, sorted by URN. */
export function treeText(records: readonly ResourceRecord[]): string {
  const children = new Map<string, ResourceRecord[]>();
  for (const record of records) {
    children.set(record.parent, [...(children.get(record.parent) ?? []), record]);
  }
  const lines: string[] = [];
  const walk = (parent: string, indent: string): void => {
    const below = [...(children.get(parent) ?? [])].sort((left, right) =>
      left.urn.localeCompare(right.urn),
    );
    below.forEach((record, index) => {
      const last = index === below.length - 1;
      const where = record.provider
        ? paint("dim", `  ${record.provider.account} ${record.provider.region}`)
        : "";
      const kind = record.remote ? paint("dim", "  remote component") : "";
      lines.push(`${indent}${last ? "└─ " : "├─ "}${record.type}  ${record.name}${where}${kind}`);
      walk(record.urn, `${indent}${last ? "   " : "│  "}`);
    });
  };
  walk("", "");
  return lines.join("\n");
}
