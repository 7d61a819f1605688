import { guardrails } from "../../policy-pack/guardrails";
import type { Guardrail } from "../../policy-pack/guardrails/guardrail";

/** The documentation of the guardrails, written from their definitions: `docs/guardrails.md`. */
export function guardrailsMarkdown(): string {
  return [
    "# Guardrails",
    "",
    "Written from `policy-pack/guardrails` by `npm run docs`; change it there.",
    "",
    "A guardrail is one rule with up to three enforcements: AWS denies it (an organization policy on every member",
    "account), the preview refuses it (a policy of the policy pack, in the engine and in the offline plan), and AWS Config",
    "finds what exists. The management account is outside every organization policy: AWS exempts it.",
    "",
    "| guardrail | severity | AWS denies | preview refuses | Config finds | rows |",
    "| --- | --- | --- | --- | --- | --- |",
    ...guardrails.map(
      (guardrail) =>
        `| [${guardrail.id}](#${guardrail.id}) | ${guardrail.severity} | ${yes(guardrail.deny)} | ${yes(guardrail.preview)} | ${yes(guardrail.detect)} | ${guardrail.requirements.join(", ")} |`,
    ),
    "",
    "## Exceptions",
    "",
    "The deployment role, the break-glass role and, until every account has moved to its deployment role, the bootstrap",
    "role are exempt. Anything else is a change of `organization.guardrails` in `Pulumi.yaml`, reviewed like any other:",
    "a parameter of the guardrail, or `enabled: false` for all accounts.",
    "",
    ...guardrails.flatMap(section),
  ].join("\n");
}

function yes(enforcement: object): string {
  return "none" in enforcement ? "no" : "yes";
}

function section(guardrail: Guardrail): string[] {
  const { deny, preview, detect } = guardrail;
  const parameters = Object.entries(guardrail.parameters).map(
    ([name, { description }]) => `  - \`${name}\`: ${description}`,
  );
  return [
    `## ${guardrail.id}`,
    "",
    `${guardrail.title}: ${guardrail.why}.`,
    "",
    `- AWS denies: ${"none" in deny ? `no; ${deny.none}` : "service control policy on the organization's root"}`,
    `- preview refuses: ${"none" in preview ? `no; ${preview.none}` : previewed(preview)}`,
    `- Config finds: ${"none" in detect ? `no; ${detect.none}` : detect.map(({ configRule }) => `\`${configRule}\``).join(", ")}`,
    `- frameworks: ${guardrail.frameworks.map(({ name, version, reference }) => `${name} ${version} ${reference}`).join("; ")}`,
    ...(parameters.length > 0 ? ["- parameters:", ...parameters] : []),
    "",
  ];
}

function previewed(preview: Exclude<Guardrail["preview"], { none: string }>): string {
  const types = [...(preview.resource ?? []), ...(preview.stack ?? [])].flatMap(
    ({ types: judged }) =>
      judged === "aws"
        ? ["every AWS resource"]
        : judged.map((type) => `\`${type.split(":").at(-1) ?? type}\``),
  );
  return [...new Set(types)].join(", ");
}
