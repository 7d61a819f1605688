import { guardrails } from "../../policy-pack/guardrails";
import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import { detectionText } from "./explanation";

/**
 * Page from the controls of published frameworks to the guardrails with the same purpose, and to what shows that each is
 * kept. The guardrails' own texts name the controls.
 */
export function controlsMarkdown(): string {
  return [
    "# From a control to its evidence",
    "",
    "Written from `policy-pack/guardrails` by `npm run docs`; change it there.",
    "",
    "For an audit: each control of a published framework that a guardrail answers, and where its evidence is.",
    "",
    "- **AWS denies**: a policy of the organization. `npm run plan -- --tree management` shows the policies, and",
    "  `npm run explain -- --account <key> --action <service:Action>` the one that denies a call.",
    "- **found by**: the Config rule or the Security Hub control that lists resources which do not comply. In the audit account,",
    "  `aws configservice get-organization-conformance-pack-detailed-status --organization-conformance-pack-name platform-guardrails` shows",
    "  the packs of every account, and Security Hub's console the controls.",
    "- **preview**: `npm run plan` and `npm run up` refuse such a resource before it exists.",
    "",
    "A control without a row has no guardrail. Security Hub checks the standards of `platform:audit` whether they have a row or not. There is",
    "no mapping to SOC 2, ISO 27001 or NIST 800-53.",
    "",
    ...frameworks().flatMap(([framework, rows]) => [
      `## ${framework}`,
      "",
      "| control | guardrail | AWS denies | preview | found by |",
      "| --- | --- | --- | --- | --- |",
      ...rows,
      "",
    ]),
  ].join("\n");
}

/** Rows of the table of each framework, sorted by control. */
function frameworks(): [string, string[]][] {
  const references = guardrails.flatMap((guardrail) =>
    guardrail.about.frameworks.map(({ name, version, reference }) => ({
      framework: `${name} ${version}`,
      reference,
      guardrail,
    })),
  );
  const names = [...new Set(references.map(({ framework }) => framework))].sort();
  const order = new Intl.Collator("en", { numeric: true });
  return names.map((name) => [
    name,
    references
      .filter(({ framework }) => framework === name)
      .sort((one, other) => order.compare(one.reference, other.reference))
      .map(({ reference, guardrail }) => `| ${reference} | ${evidence(guardrail)} |`),
  ]);
}

function evidence({ id, deny, preview, detect, optIn }: Guardrail): string {
  return [
    `[${id}](guardrails.md#${id})${optIn === undefined ? "" : ", opt-in"}`,
    "none" in deny ? "no" : "yes",
    "none" in preview ? "no" : "yes",
    "none" in detect ? "-" : detect.map(detectionText).join(", "),
  ].join(" | ");
}
