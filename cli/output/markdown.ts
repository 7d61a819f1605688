import {
  noticeGroups,
  policiesText,
  type PlanSummary,
  resultOf,
  shortUrn,
  totals,
} from "./summary";

/** The plan as Markdown for a pull request: a table of stacks, then all errors and violations. */
export function planMarkdown(summary: PlanSummary): string {
  const lines = [
    `## Plan of ${summary.organization}`,
    "",
    totals(summary),
    "",
    "| wave | stack | account | unit | resources | result |",
    "| ---: | --- | --- | --- | ---: | --- |",
    ...summary.stacks.map(
      (stack) =>
        `| ${stack.wave} | ${stack.stack} | ${stack.account} | ${stack.organizationalUnit || "(root)"} | ${stack.resources} | ${resultOf(stack)} |`,
    ),
    "",
  ];
  const errors = summary.stacks.flatMap((stack) =>
    [...stack.errors].map((error) => `- **${stack.stack}**: ${escape(error.message)}`),
  );
  if (errors.length > 0) {
    lines.push("### Errors", "", ...errors, "");
  }
  const violations = summary.stacks.flatMap((stack) =>
    stack.violations.map(
      ({ policy, enforcementLevel, severity, urn, message }) =>
        `| ${stack.stack} | \`${policy}\` | ${severity}, ${enforcementLevel} | \`${shortUrn(urn)}\` | ${escape(message)} |`,
    ),
  );
  if (violations.length > 0) {
    lines.push(
      "### Violations",
      "",
      "| stack | policy | level | resource | what is wrong |",
      "| --- | --- | --- | --- | --- |",
      ...violations,
      "",
    );
  }
  for (const [heading, texts] of noticeGroups(summary)) {
    lines.push(`### ${heading}`, "", ...texts.map((text) => `- ${escape(text)}`), "");
  }
  lines.push(policiesText(summary), "");
  return lines.join("\n");
}

function escape(text: string): string {
  return text.replaceAll("<", "&lt;").replaceAll("|", "\\|").replaceAll("\n", "<br>");
}
