import {
  isBroken,
  noticeGroups,
  policiesText,
  type PlanSummary,
  resultOf,
  totals,
  wholePlan,
} from "./summary";
import { placesText, violatedPolicies } from "./violations";

/** Most characters of the Markdown. GitHub refuses a comment of more than 65,536. */
export const MARKDOWN_LIMIT = 60_000;

/** Parts of the limit; the rest is for headings and the last lines. */
const limits = { errors: 15_000, violations: 20_000, notices: 6_000, stacks: 15_000 } as const;

/** Most characters of one message: an error can contain a whole document. */
const MESSAGE_LIMIT = 2_000;

/** Resources shown for each reason. */
const EXAMPLES = 3;

/**
 * The plan as Markdown for a pull request: a table of stacks, then errors, violations by reason, and notices. It contains
 * no time, so that the same plan gives the same text, and states what it leaves out.
 */
export function planMarkdown(summary: PlanSummary): string {
  const { organization, stacks } = summary;
  const command = wholePlan(summary);
  const errors = stacks.flatMap((stack) =>
    [...stack.errors].map((error) => `- **${stack.stack}**: ${escape(error.message)}`),
  );
  const violations = violatedPolicies(stacks).flatMap(
    ({ policy, enforcementLevel, severity, causes }) =>
      causes.map(({ message, places }) => {
        const examples = places
          .slice(0, EXAMPLES)
          .map(({ stack, resource }) => `${stack}: \`${resource}\``);
        const more = places.length > EXAMPLES ? [`and ${places.length - EXAMPLES} more`] : [];
        return `| \`${policy}\` | ${enforcementLevel}, ${severity} | ${escape(message)} | ${placesText(places)} | ${[...examples, ...more].join("<br>")} |`;
      }),
  );
  // Stacks with a result that matters first, when there is not enough space for all.
  const rows = stacks.map(
    (stack) =>
      `| ${stack.wave} | ${stack.stack} | ${stack.account} | ${stack.organizationalUnit || "(root)"} | ${stack.resources} | ${resultOf(stack)} |`,
  );
  const fits = rows.join("\n").length <= limits.stacks;
  const matters = rows.filter((_, index) => {
    const stack = stacks[index];
    return fits || stack === undefined || isBroken(stack) || stack.violations.length > 0;
  });
  return [
    `## Plan of ${organization}`,
    "",
    totals(summary),
    "",
    ...section(
      "",
      [
        "| wave | stack | account | unit | resources | result |",
        "| ---: | --- | --- | --- | ---: | --- |",
      ],
      fits ? rows : matters,
      limits.stacks,
      { all: rows.length, what: "stacks", command },
    ),
    ...section("### Errors", [], errors, limits.errors, { what: "errors", command }),
    ...section(
      "### Violations",
      [
        "| policy | level | what is wrong | where | for example |",
        "| --- | --- | --- | --- | --- |",
      ],
      violations,
      limits.violations,
      { what: "reasons", command },
    ),
    ...noticeGroups(summary).flatMap(([heading, texts]) =>
      section(
        `### ${heading}`,
        [],
        texts.map((text) => `- ${escape(text)}`),
        limits.notices / noticeGroups(summary).length,
        { what: "notices", command },
      ),
    ),
    cut(policiesText(summary)),
    "",
  ].join("\n");
}

/** A heading, the head of a table and as many lines as fit, then the number of lines that are left out. */
function section(
  heading: string,
  head: readonly string[],
  lines: readonly string[],
  limit: number,
  {
    what,
    command,
    all = lines.length,
  }: { readonly what: string; readonly command: string; readonly all?: number },
): string[] {
  if (all === 0) {
    return [];
  }
  const shown: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > limit) {
      break;
    }
    shown.push(line);
  }
  const left = all - shown.length;
  return [
    ...(heading === "" ? [] : [heading, ""]),
    ...(shown.length > 0 ? [...head, ...shown, ""] : []),
    ...(left > 0 ? [`${left} more ${what} are left out here: \`${command}\` writes all.`, ""] : []),
  ];
}

function cut(text: string): string {
  return text.length > MESSAGE_LIMIT ? `${text.slice(0, MESSAGE_LIMIT)}… (cut)` : text;
}

function escape(text: string): string {
  return cut(text).replaceAll("<", "&lt;").replaceAll("|", "\\|").replaceAll("\n", "<br>");
}
