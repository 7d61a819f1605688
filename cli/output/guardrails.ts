import { catalogue } from "../../policy-pack/guardrails";
import type { Guardrail, Scope } from "../../policy-pack/guardrails/types/guardrail";
import type { Parameter } from "../../policy-pack/guardrails/types/parameter";
import { detectionText, policyWords, previewTypes } from "./explanation";

const introduction = `# Guardrails

Written from \`policy-pack/guardrails\` by \`npm run docs\`; change it there.

A guardrail is one rule with up to three enforcements: AWS denies it (an organization policy), the preview refuses it (a
policy of the policy pack, in the engine and in the offline plan), and AWS Config or Security Hub finds what exists.
Service and resource control policies bind member accounts only: AWS exempts the management account, and service-linked
roles. Policies of settings on the root bind the management account as well.

\`npm run explain -- --account prod --action s3:PutBucketAcl\` tells which of them speak on a request. What comparable
systems have and this catalogue has not is in [guardrails-left-out.md](guardrails-left-out.md).

## Where they apply

Everywhere, unless the table says otherwise. \`organization.guardrails.<id>\` in \`Pulumi.yaml\` takes, for each:

- \`enabled\`: \`false\` switches it off; an opt-in guardrail needs \`true\`;
- \`stage\`: \`report\` denies nothing, previews only warn, detection finds; \`enforce\` is the default;
- \`organizationalUnits\` and \`environments\`: where it applies instead;
- \`exemptRoles\`: roles that it leaves alone, as \`name\`, \`path/name\` or \`permissionSet:<name>\`; nobody but exempt roles may then
  make or change them;
- its own parameters, whose values are checked.

An exempt role is known by its name. \`protect-platform-roles\` keeps anybody else from making a role of that name, so it
stays enforced everywhere as long as another guardrail denies.

## Exceptions

The break-glass role is exempt from nearly all, the deployment role from all that a deployment needs, and, until every
account has moved to its deployment role, the bootstrap role. Anything else is an exception for one account and a time,
reviewed like any other change:

\`\`\`yaml
organization:
  guardrails:
    deny-public-buckets:
      exceptions:
        - account: prod
          reason: The press kit moves behind the CDN in January; agreed with security
          expires: 2027-01-31
\`\`\`

AWS ends an exception by itself after its last day, in UTC, and the plan fails from then on until it is removed or renewed. The
previews of Pulumi Cloud end it with the next configuration (\`npm run policy-config\`). Detection goes on for an excepted
account: what is tolerated for a while stays in sight.
`;

/**
 * The documentation of the guardrails, written from their definitions: `docs/guardrails.md`.
 *
 * @param regionsWithout Regions that lack a Config rule, by rule.
 */
export function guardrailsMarkdown(regionsWithout: RegionsByRule): string {
  const groups = Object.entries(catalogue);
  return [
    introduction,
    ...groups.flatMap(([group, guardrails]) => [
      `## ${group}`,
      "",
      "| guardrail | severity | applies | AWS denies | preview refuses | finds | rows | peers |",
      "| --- | --- | --- | --- | --- | --- | --- | --- |",
      ...guardrails.map(row),
      "",
    ]),
    ...missingRules(regionsWithout),
    ...groups.flatMap(([, guardrails]) => guardrails.flatMap(section)),
  ].join("\n");
}

type RegionsByRule = Readonly<Record<string, readonly string[]>>;

/** What is not found where, since AWS Config has no rule for it there. */
function missingRules(regionsWithout: RegionsByRule): string[] {
  const rulesByRegions = new Map<string, string[]>();
  for (const [rule, regions] of Object.entries(regionsWithout)) {
    const names = [...regions].sort().join(", ");
    rulesByRegions.set(names, [...(rulesByRegions.get(names) ?? []), `\`${rule}\``]);
  }
  rulesByRegions.delete("");
  return [
    "## Config rules that Regions lack",
    "",
    "AWS does not offer every rule in every Region. Detection leaves these out there:",
    "",
    "| Config rules | Regions |",
    "| --- | --- |",
    ...[...rulesByRegions].map(([regions, rules]) => `| ${rules.join(", ")} | ${regions} |`),
    "",
  ];
}

function row(guardrail: Guardrail): string {
  const { id, deny, preview, detect, about } = guardrail;
  const cells = [
    `[${id}](#${id})`,
    about.severity,
    `${guardrail.optIn === undefined ? "" : "opt-in, "}${scopeText(guardrail.scope)}`,
    "none" in deny ? "no" : policyTypes(guardrail).join(", "),
    yes(preview),
    yes(detect),
    about.requirements.join(", ") || "-",
    String(about.peers.length),
  ];
  return `| ${cells.join(" | ")} |`;
}

function policyTypes({ deny }: Guardrail): string[] {
  return "none" in deny ? [] : [...new Set(deny.map(({ policyType }) => policyWords[policyType]))];
}

function scopeText({ organizationalUnits = [], environments = [] }: Scope = {}): string {
  const parts = [
    ...organizationalUnits.map((unit) => `OU ${unit}`),
    ...environments.map((environment) => `environment ${environment}`),
  ];
  return parts.join(", ") || "everywhere";
}

function yes(enforcement: object): string {
  return "none" in enforcement ? "no" : "yes";
}

function section(guardrail: Guardrail): string[] {
  const { deny, preview, detect, optIn, about } = guardrail;
  return [
    `## ${guardrail.id}`,
    "",
    `${about.title}: ${about.why}.`,
    "",
    `- to comply: ${about.comply}.`,
    ...(optIn === undefined ? [] : [`- opt-in: ${optIn}`]),
    `- AWS denies: ${"none" in deny ? `no; ${deny.none}` : policyTypes(guardrail).join(", ")}`,
    `- preview refuses: ${"none" in preview ? `no; ${preview.none}` : previewTypes(preview)}`,
    `- finds: ${"none" in detect ? `no; ${detect.none}` : detect.map(detectionText).join(", ")}`,
    `- frameworks: ${about.frameworks.map(({ name, version, reference }) => `${name} ${version} ${reference}`).join("; ")}`,
    `- peers: ${about.peers.join(", ") || "none"}`,
    ...parametersOf(guardrail.parameters),
    "",
  ];
}

function parametersOf(parameters: Readonly<Record<string, Parameter>>): string[] {
  const lines = Object.entries(parameters).map(
    ([name, parameter]) =>
      `  - ${[`\`${name}\`: ${parameter.description}`, ...boundsOf(parameter), ...defaultOf(parameter)].join("; ")}`,
  );
  return lines.length > 0 ? ["- parameters:", ...lines] : [];
}

function boundsOf(parameter: Parameter): string[] {
  switch (parameter.type) {
    case "strings":
      return parameter.values ? [`of ${parameter.values.join(", ")}`] : [];
    case "boolean":
      return [];
    case "number":
      return [`${parameter.minimum} to ${parameter.maximum}`];
  }
}

function defaultOf({ default: value }: Parameter): string[] {
  return value === undefined ? [] : [`default ${JSON.stringify(value)}`];
}
