import { catalogue } from "../../policy-pack/guardrails";
import type { Framework } from "../../policy-pack/guardrails/types/frameworks";
import type { Guardrail, Scope } from "../../policy-pack/guardrails/types/guardrail";
import type { Parameter } from "../../policy-pack/guardrails/types/parameter";
import { rulesOf } from "../../policy-pack/guardrails/support/rules";
import { detectionText, policyWords, previewTypes, ruleTypes } from "./explanation";

const introduction = `# Guardrails

Written from \`policy-pack/guardrails\` by \`npm run docs\`; change it there.

A guardrail is one rule with up to three enforcements: AWS denies it (an organization policy), the preview refuses it (a
policy of the policy pack, in the engine and in the offline plan), and AWS Config or Security Hub finds what exists.
Service and resource control policies bind member accounts only: AWS exempts the management account, and service-linked
roles. Policies of settings on the root bind the management account as well.

Guardrails of comparable systems that this catalogue does not have are in [guardrails-left-out.md](guardrails-left-out.md).
In the tables, \`requirements\` are rows of [requirements.md](requirements.md), and \`also in\` is the number of other published
projects with a guardrail of the same purpose; the guardrail's section names them.

## Guardrails of one request

\`npm run explain -- --account prod --action s3:PutBucketAcl\` lists the guardrails that apply to a request. \`--resource\`,
\`--principal\`, \`--region\` (by default that of the resource's ARN) and \`--context ec2:InstanceType=t3.large\` describe the
request further. For a request that a guardrail certainly denies, the command prints the parameters that would allow it, and
then an exception: both as YAML that is merged into \`Pulumi.yaml\`. Guardrails only deny: IAM policies, policies of resources,
permissions boundaries and session policies are not evaluated.

\`--json\` prints an object whose keys stay: \`account\`, \`action\`, \`resource\`, \`principal\`, \`region\`, \`context\`, \`note\` (about an
action that AWS does not publish), \`guardrails\`, \`off\` (guardrails that are off and would apply: \`id\`, \`severity\`, \`title\`) and
\`notEvaluated\`. Each of \`guardrails\` has \`id\`, \`severity\`, \`title\`, \`comply\`,
\`stage\`, \`everyRequest\`, \`exception\`, \`denies\` (\`policyType\`, \`exempt\`, \`conditions\`, \`exemptPrincipals\`, \`policies\`), \`settings\`,
\`preview\` (resource types, or \`null\`), \`detection\` and \`parameters\` (\`parameter\`, \`value\`, and \`key\` when the request must carry a
condition key).

## Where they apply

In the whole organization, unless the table names a scope. \`organization.guardrails.<id>\` in \`Pulumi.yaml\` sets:

- \`enabled\`: \`false\` switches it off; an opt-in guardrail needs \`true\`;
- \`preview\`: with \`advise\` previews warn of what AWS denies; with \`refuse\` they also refuse what the guardrail's rules only
  advise ("preview advises" below);
- \`stage\`: with \`report\` AWS denies nothing, previews warn and detection reports; without it the stage of
  \`organization.rollout\` applies ([roll-out.md](roll-out.md)), and \`report\` for a guardrail that reports first;
- \`organizationalUnits\` and \`environments\`: where it applies, in place of its scope in the table;
- \`exemptRoles\`: roles that it exempts, as \`name\`, \`path/name\` or \`permissionSet:<name>\`; only exempt roles may create or
  change these roles;
- its own parameters, whose values are checked.

An exempt role is recognized by its name. \`protect-platform-roles\` denies other principals to create a role with that
name. It must stay enforced in the whole organization while any other guardrail denies requests.

## Exceptions

The break-glass role, \`platform-break-glass\`, is exempt from nearly all guardrails; it is not built yet. The deployment role is exempt from those that a deployment
would violate; so is the bootstrap role, until every account uses its deployment role. Anything else is an exception for
one account and a limited time, reviewed like any other change:

\`\`\`yaml
config:
  organization:
    default:
      guardrails:
        deny-public-buckets:
          exceptions:
            - account: prod
              reason: The press kit moves behind the CDN in January; agreed with security
              expires: "2027-01-31"
\`\`\`

Its last day is at most 366 days ahead, with or without quotes. The plan warns for the last 30 days. The exception ends in AWS
after its last day, in UTC. From then on the plan fails until the exception is removed or renewed.
The previews of Pulumi Cloud end it with the next configuration (\`npm run policy-config\`). Detection continues in an
account with an exception, so that its violations stay visible.
`;

/**
 * Documentation of the guardrails, generated from their definitions: `docs/guardrails.md`.
 *
 * @param regionsWithout Regions that lack a Config rule, by rule.
 */
export function guardrailsMarkdown(regionsWithout: RegionsByRule): string {
  const groups = Object.values(catalogue);
  return [
    introduction,
    ...groups.flatMap(({ title, guardrails }) => [
      `## ${title}`,
      "",
      "| guardrail | severity | applies | AWS denies | preview refuses | finds | requirements | also in |",
      "| --- | --- | --- | --- | --- | --- | --- | --- |",
      ...guardrails.map(row),
      "",
    ]),
    ...missingRules(regionsWithout),
    ...groups.flatMap(({ guardrails }) => guardrails.flatMap(section)),
  ].join("\n");
}

type RegionsByRule = Readonly<Record<string, readonly string[]>>;

/** Table of the Config rules that some Regions lack. */
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
    "AWS does not offer every rule in every Region. These rules are not used in these Regions:",
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
  const { deny, preview, detect, optIn, reportsFirst, about } = guardrail;
  return [
    `## ${guardrail.id}`,
    "",
    `${about.title}: ${about.why}.`,
    "",
    `- to comply: ${about.comply}.`,
    ...(optIn === undefined ? [] : [`- opt-in: ${optIn}`]),
    ...(reportsFirst === undefined ? [] : [`- reports first: ${reportsFirst}`]),
    `- AWS denies: ${"none" in deny ? `no; ${deny.none}` : policyTypes(guardrail).join(", ")}`,
    ...letThrough(guardrail),
    `- preview refuses: ${"none" in preview ? `no; ${preview.none}` : previewTypes(preview)}`,
    ...adviceOf(guardrail),
    `- finds: ${"none" in detect ? `no; ${detect.none}` : detect.map(detectionText).join(", ")}`,
    `- frameworks: ${about.frameworks.map(frameworkText).join("; ")}`,
    `- peers: ${about.peers.join(", ") || "none"}`,
    ...parametersOf(guardrail.parameters),
    "",
  ];
}

/**
 * Calls that create or change what a guardrail is about, and that none of its statements name. Only previews and detection see
 * their resources.
 */
function letThrough({ deny, calls = [] }: Guardrail): string[] {
  return "none" in deny || calls.length === 0
    ? []
    : [
        `- AWS lets through: ${[...calls]
          .sort()
          .map((call) => `\`${call}\``)
          .join(", ")}`,
      ];
}

function frameworkText({ name, version, reference, unconfirmed }: Framework): string {
  return `${name} ${version} ${reference}${unconfirmed ? " (from memory)" : ""}`;
}

/** Lines on what the preview only warns of, with the reason. */
function adviceOf(guardrail: Guardrail): string[] {
  const { resource, stack } = rulesOf(guardrail);
  const rules = [...resource, ...stack];
  const reasons = [...new Set(rules.flatMap(({ advises }) => advises ?? []))];
  return reasons.map((reason) => {
    const of = rules.filter(({ advises }) => advises === reason);
    const part = of.length === rules.length ? "" : ` on ${ruleTypes(of)}`;
    return `- preview advises${part}: ${reason}`;
  });
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
