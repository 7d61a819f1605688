import { catalogue } from "../../policy-pack/guardrails";
import type { Guardrail, Parameter, Scope } from "../../policy-pack/guardrails/guardrail";
import { detectionText, previewTypes } from "./explanation";

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
- \`exemptRoles\`: names of roles that it leaves alone; nobody but exempt roles may then make or change them;
- its own parameters.

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

After its last day an exception counts no longer, and the plan fails until it is removed or renewed.
`;

/** The documentation of the guardrails, written from their definitions: `docs/guardrails.md`. */
export function guardrailsMarkdown(): string {
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
    ...groups.flatMap(([, guardrails]) => guardrails.flatMap(section)),
  ].join("\n");
}

const policyWords = {
  AISERVICES_OPT_OUT_POLICY: "AI services opt-out policy",
  BACKUP_POLICY: "backup policy",
  DECLARATIVE_POLICY_EC2: "declarative policy",
  RESOURCE_CONTROL_POLICY: "resource control policy",
  SERVICE_CONTROL_POLICY: "service control policy",
  TAG_POLICY: "tag policy",
} as const;

function row(guardrail: Guardrail): string {
  const { id, severity, deny, preview, detect, requirements, peers } = guardrail;
  const cells = [
    `[${id}](#${id})`,
    severity,
    `${guardrail.optIn === undefined ? "" : "opt-in, "}${scopeText(guardrail.scope)}`,
    "none" in deny ? "no" : policyTypes(guardrail).join(", "),
    yes(preview),
    yes(detect),
    requirements.join(", ") || "-",
    String(peers.length),
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
  const { deny, preview, detect, frameworks, peers, optIn } = guardrail;
  return [
    `## ${guardrail.id}`,
    "",
    `${guardrail.title}: ${guardrail.why}.`,
    "",
    `- to comply: ${guardrail.comply}.`,
    ...(optIn === undefined ? [] : [`- opt-in: ${optIn}`]),
    `- AWS denies: ${"none" in deny ? `no; ${deny.none}` : policyTypes(guardrail).join(", ")}`,
    `- preview refuses: ${"none" in preview ? `no; ${preview.none}` : previewTypes(preview)}`,
    `- finds: ${"none" in detect ? `no; ${detect.none}` : detect.map(detectionText).join(", ")}`,
    `- frameworks: ${frameworks.map(({ name, version, reference }) => `${name} ${version} ${reference}`).join("; ")}`,
    `- peers: ${peers.join(", ") || "none"}`,
    ...parametersOf(guardrail.parameters),
    "",
  ];
}

function parametersOf(parameters: Readonly<Record<string, Parameter>>): string[] {
  const lines = Object.entries(parameters).map(
    ([name, { description, default: value }]) =>
      `  - \`${name}\`: ${description}${value === undefined ? "" : `; default ${JSON.stringify(value)}`}`,
  );
  return lines.length > 0 ? ["- parameters:", ...lines] : [];
}
