import type { PlannedAccount } from "../planner/plan";
import type { ResourceRecord } from "../planner/record";
import {
  idText,
  isBroken,
  noticeGroups,
  policiesText,
  type PlanSummary,
  resultOf,
  type StackSummary,
  totals,
  wholePlan,
} from "./summary";
import { type Column, paint, type Style, table } from "./table";
import {
  type Cause,
  isMandatory,
  placesText,
  violatedPolicies,
  type ViolatedPolicy,
} from "./violations";
import { outputWidth, wrapText, wrapWords } from "./width";

/** Columns of the plan's table. In a narrow terminal the ones with the smallest `leaveOut` are left out first. */
const columns: readonly Column<StackSummary>[] = [
  { head: "wave", align: "right", leaveOut: 5, text: ({ wave }) => wave },
  { head: "stack", least: 12, text: ({ stack }) => stack },
  { head: "account", least: 12, leaveOut: 4, text: ({ account }) => account },
  { head: "id", leaveOut: 3, text: idText },
  {
    head: "unit",
    least: 15,
    leaveOut: 6,
    text: ({ organizationalUnit: unit }) => unit || "(root)",
  },
  { head: "resources", align: "right", text: ({ resources }) => resources },
  { head: "remote", align: "right", leaveOut: 2, text: ({ remote }) => remote },
  { head: "reads", align: "right", leaveOut: 1, text: ({ references }) => references },
  { head: "result", least: 12, wraps: true, style: resultStyle, text: resultOf },
];

/** The plan as text: a table of stacks, errors, violations, notices and totals. No line depends on the time. */
export function planText(summary: PlanSummary, width = outputWidth()): string {
  const text = [
    ...errors(summary),
    ...violations(summary),
    ...noticeGroups(summary).flatMap(([heading, texts]) => [
      paint("yellow", `${heading}:`),
      ...texts.map((notice) => `  ${notice}`),
      "",
    ]),
    policiesText(summary),
    "",
    totals(summary),
  ].join("\n");
  return [
    paint("bold", `Organization ${summary.organization}`),
    table(columns, summary.stacks, width),
    "",
    wrapText(text, width),
  ].join("\n");
}

function resultStyle(stack: StackSummary): Style {
  if (isBroken(stack) || stack.violations.some(isMandatory)) {
    return "red";
  }
  return stack.violations.length > 0 ? "yellow" : "green";
}

function errors({ stacks }: PlanSummary): string[] {
  return stacks.flatMap(({ stack, errors: found }) =>
    [...found].flatMap((error) => [
      `${paint("red", `${stack} failed:`)} ${describeError(error)}`,
      "",
    ]),
  );
}

/** Limits of what is shown: one wrong setting can affect all resources. */
const SHOWN_CAUSES = 5;
const SHOWN_PLACES = 3;

function violations(summary: PlanSummary): string[] {
  const policies = violatedPolicies(summary.stacks);
  const leavesOut = policies.some(
    ({ causes }) =>
      causes.length > SHOWN_CAUSES || causes.some(({ places }) => places.length > SHOWN_PLACES),
  );
  return [
    ...policies.flatMap((policy) => [...policyLines(policy), ""]),
    ...(leavesOut ? [`${wholePlan(summary)} writes every violation.`, ""] : []),
  ];
}

function policyLines(violated: ViolatedPolicy): string[] {
  const { policy, enforcementLevel, severity, causes } = violated;
  const places = causes.flatMap((cause) => cause.places);
  const more = causes.slice(SHOWN_CAUSES);
  const rest = placesText(more.flatMap((cause) => cause.places));
  return [
    `${paint(isMandatory(violated) ? "red" : "yellow", policy)} (${enforcementLevel}, ${severity}): ${placesText(places)}`,
    ...causes.slice(0, SHOWN_CAUSES).flatMap(causeLines),
    ...(more.length > 0 ? [`  and ${more.length} more reasons for ${rest}`] : []),
  ];
}

function causeLines({ message, places }: Cause): string[] {
  const more = places.length - SHOWN_PLACES;
  return [
    `  ${message}`,
    ...places.slice(0, SHOWN_PLACES).map(({ stack, resource }) => `    ${stack}: ${resource}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
}

/** An error with its stack trace, if it has one. Traces are off for speed: `--trace` turns them on. */
function describeError(error: Error): string {
  return error.stack?.includes("\n    at ") === true ? error.stack : error.message;
}

/** Resources of one stack as a tree of parents and children, sorted by URN, each with its account and Region. */
export function treeText(
  records: readonly ResourceRecord[],
  accounts: readonly PlannedAccount[],
  width = outputWidth(),
): string {
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
      const under = `${indent}${last ? "   " : "│  "}`;
      const hanging = `${under}${children.has(record.urn) ? "│  " : "   "}`;
      const text = [`${record.type}  ${record.name}`, ...site(record, accounts)].join("  ");
      const [first = "", ...rest] = wrapWords(text, width - under.length, width - hanging.length);
      lines.push(`${indent}${last ? "└─ " : "├─ "}${first}`, ...rest.map((more) => hanging + more));
      walk(record.urn, under);
    });
  };
  walk("", "");
  return lines.join("\n");
}

function site(
  { provider, remote }: ResourceRecord,
  accounts: readonly PlannedAccount[],
): readonly string[] {
  const account = accounts.find(({ id }) => id === provider?.account);
  const name = account ? `${account.name} ${idText(account)}` : provider?.account;
  return [
    ...(provider ? [paint("dim", `${name ?? ""} ${provider.region}`)] : []),
    ...(remote ? [paint("dim", "remote component")] : []),
  ];
}
