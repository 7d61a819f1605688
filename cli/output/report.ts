import type { RefusedCalls, Report, UndecidedStatement } from "../report/report";
import { paint, table } from "./table";
import { plural } from "./summary";
import { outputWidth, wrapText } from "./width";

/** Number of lines for one guardrail; the rest is counted. `--json` has all. */
const MOST = 20;

/**
 * Calls that the guardrails in stage `report` would have refused, and statements that the trail does not decide.
 *
 * @param unknown Actions in the trail that AWS's published list does not contain.
 */
export function reportText(
  report: Report,
  unknown: readonly string[] = [],
  width = outputWidth(),
): string {
  const { guardrails, accounts, calls, refused, refusedCalls, undecided } = report;
  const lines = [
    `${plural(guardrails, "guardrail")} in stage report, in ${plural(accounts.length, "account")}; ${plural(calls, "call")} in the trail`,
    "",
    paint("bold", `Would have been refused: ${plural(refusedCalls, "call")}`),
    ...[...groupedBy(refused)].flatMap(([guardrail, found]) => section(guardrail, found)),
    ...otherLines(report),
    ...unknownLines(unknown),
  ].map((line) => wrapText(line, width));
  return [...lines, "", ...undecidedLines(undecided, width)].join("\n").trimEnd();
}

function groupedBy(refused: readonly RefusedCalls[]): Map<string, RefusedCalls[]> {
  const groups = new Map<string, RefusedCalls[]>();
  for (const one of refused) {
    groups.set(one.guardrail, [...(groups.get(one.guardrail) ?? []), one]);
  }
  return groups;
}

function section(guardrail: string, found: readonly RefusedCalls[]): string[] {
  const rest = found.length - MOST;
  return [
    "",
    guardrail,
    ...found
      .slice(0, MOST)
      .flatMap(({ account, action, resource, principal, calls, latest }) => [
        `  ${account}: ${action}, ${plural(calls, "call")}, the last ${latest}`,
        ...(resource === undefined ? [] : [`    on ${resource}`]),
        `    by ${principal}`,
      ]),
    ...(rest > 0 ? [`  and ${rest} more: --json lists all`] : []),
  ];
}

function otherLines({ otherAccounts }: Report): string[] {
  const ids = Object.entries(otherAccounts);
  return ids.length === 0
    ? []
    : [
        "",
        paint("yellow", "Not compared: accounts whose ids the configuration does not have"),
        ...ids.map(([id, calls]) => `  ${id}: ${plural(calls, "call")}`),
        "  Give the ids with --accounts: pulumi stack output accountIds -s management --json",
      ];
}

function unknownLines(unknown: readonly string[]): string[] {
  return unknown.length === 0
    ? []
    : [
        "",
        paint("yellow", "Compared by the name of the call: AWS publishes no action of this name"),
        `  ${unknown.join(", ")}`,
      ];
}

function undecidedLines(undecided: readonly UndecidedStatement[], width: number): string[] {
  const touched = undecided.filter(({ calls }) => calls > 0);
  const others = undecided.filter(({ calls }) => calls === 0);
  return [
    ...(touched.length === 0
      ? []
      : [
          paint("bold", "Not decided by the trail"),
          wrapText(
            "The report does not read these keys of the counted calls: a statement may refuse all of them, or none.",
            width,
          ),
          "",
          table(
            [
              { head: "statement", text: ({ statement }) => statement, least: 20 },
              { head: "keys", text: ({ keys }) => keys.join(", "), least: 20, wraps: true },
              { head: "calls", text: ({ calls }) => calls, align: "right" },
            ],
            touched,
            width,
          ),
          "",
        ]),
    ...(others.length === 0
      ? []
      : [
          paint("bold", "Depends on keys that the report does not read, and concerns no call"),
          wrapText(others.map(({ statement }) => statement).join(", "), width),
        ]),
  ];
}
