import type { Caller } from "../explain/caller";
import {
  type Question,
  type Deny,
  type Explanation,
  type ApplicableGuardrail,
} from "../explain/explain";
import { actionsNamed, namesAction } from "../evaluation/statement-match";
import { appliesToEveryRequest, exemptionsOf } from "../explain/deny-match";
import type { Detection } from "../../policy-pack/guardrails/types/detection";
import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import type { PolicyType, Statement } from "../../policy-pack/guardrails/types/organization-policy";
import { rulesOf } from "../../policy-pack/guardrails/support/rules";
import { accountName, ownRoleOf, roleName } from "../explain/names";
import { alternatives, conditionsText } from "./conditions";
import { remedyLines } from "./remedies";
import { npmRun } from "../planner/command";
import { paint } from "./table";
import { outputWidth, wrapText } from "./width";

/** Words for the types of organization policies. */
export const policyWords: Readonly<Record<PolicyType, string>> = {
  AISERVICES_OPT_OUT_POLICY: "AI services opt-out policy",
  BACKUP_POLICY: "backup policy",
  DECLARATIVE_POLICY_EC2: "declarative policy",
  RESOURCE_CONTROL_POLICY: "resource control policy",
  SERVICE_CONTROL_POLICY: "service control policy",
  TAG_POLICY: "tag policy",
};

/**
 * The guardrails that apply to a request, where each acts, and how to get an exception.
 *
 * @param folder Folder of the project. @default - the present one
 */
export function explanationText(
  explanation: Explanation,
  note?: string,
  width = outputWidth(),
  folder = ".",
): string {
  return wrapText(explanationLines(explanation, note, folder).join("\n").trimEnd(), width);
}

function explanationLines(
  explanation: Explanation,
  note: string | undefined,
  folder: string,
): string[] {
  const { account, question, caller, applicable } = explanation;
  const { action } = question;
  const { general, own } = sections(explanation);
  // Without a certain deny, those that deny under a condition.
  const sure = applicable.filter(({ denies }) => denies.some(({ certain }) => certain));
  const lines = [
    paint("bold", heading(explanation)),
    ...(note === undefined ? [] : [paint("yellow", `Note: ${note}`)]),
    ...callerLines(account, caller),
    ...(own.length > 0
      ? ["", ...own.flatMap((one) => section(one, question))]
      : [`No guardrail applies to ${action} itself.`, ""]),
    ...offLines(explanation),
    ...(general.length > 0
      ? [
          "Guardrails that apply to every request:",
          ...general.map((one) => line(one, question)),
          "",
        ]
      : []),
    ...remedyLines({ ...explanation, applicable: sure.length > 0 ? sure : own }),
  ];
  return [
    ...lines,
    ...(lines.at(-1) === "" ? [] : [""]),
    ...limitLines(explanation, lines.join(), folder),
  ];
}

/** Guardrails that would apply to the request, if they were on. */
function offLines({ off }: Explanation): string[] {
  return off.length === 0
    ? []
    : [
        "Off, and would apply to it:",
        ...off.map(({ id, optIn, about }) => {
          const why = optIn === undefined ? "switched off in" : "opt-in; switch it on in";
          return `  ${id} (${about.severity}): ${why} organization.guardrails.${id}.enabled`;
        }),
        "",
      ];
}

/** Guardrails that apply to every request, and those of this one. */
export function sections({ applicable, question }: Explanation): {
  readonly general: readonly ApplicableGuardrail[];
  readonly own: readonly ApplicableGuardrail[];
} {
  const general = applicable.filter((one) => isGeneral(one, question.action));
  return { general, own: applicable.filter((one) => !general.includes(one)) };
}

function heading({ account, question, region }: Explanation): string {
  const { action, resource, principal, context = {} } = question;
  const keys = Object.entries(context).map(([key, value]) => `${key} ${value}`);
  return [
    `${action} in account ${account}`,
    ...(resource === undefined ? [] : [`on ${resource}`]),
    ...(region === undefined ? [] : [`in ${region}`]),
    ...(principal === undefined ? [] : [`by ${principal}`]),
    ...(keys.length === 0 ? [] : [`with ${keys.join(" and ")}`]),
  ].join(" ");
}

/** Limits of an explanation, and the accounts that ids in its text belong to. */
function limitLines(
  { question, organization }: Explanation,
  text: string,
  folder: string,
): string[] {
  const role = ownRoleOf(question.principal);
  const known = [...new Set(text.match(/\b\d{12}\b/g))].flatMap((id) => {
    const name = accountName(organization, id);
    return name === undefined ? [] : [`${id} is ${name}.`];
  });
  return [
    ...known,
    "Guardrails only deny. IAM policies must allow the call as well, and the policy of the resource, a permissions boundary or a session policy can deny it: they are not evaluated here.",
    ...(role === undefined
      ? []
      : [
          `${role} is a role of this program: its own policies decide further, and ${npmRun("plan", folder, "--tree <stack>")} shows them.`,
        ]),
  ];
}

/** Policies that do not bind the caller, because it belongs to another account. */
function callerLines(account: string, caller: Caller | undefined): string[] {
  if (caller === undefined || caller.account === account) {
    return [];
  }
  const { accountId, account: own, isBound, isMember } = caller;
  if (isBound === undefined) {
    return [
      `Pulumi.yaml has no id for account ${account}. If its id is not ${accountId}, its service control policies do not bind this principal.`,
    ];
  }
  const unbound = `the service control policies of ${account} do not bind this principal`;
  if (own === "management") {
    return [`${accountId} is the management account: ${unbound}.`];
  }
  if (own !== undefined) {
    return [
      `${accountId} is account ${own}: ${unbound}, but those of ${own} do. Explain the request with --account ${own} as well.`,
    ];
  }
  return [
    isMember === false
      ? `${accountId} is not an account of the organization: its service control policies do not bind this principal.`
      : `${accountId} is not account ${account}: ${unbound}.`,
  ];
}

/** True when the guardrail denies every request of this kind and names neither this action nor a resource it creates. */
function isGeneral({ guardrail, denies }: ApplicableGuardrail, action: string): boolean {
  return (
    !namesAction(guardrail.calls ?? [], action) &&
    denies.length > 0 &&
    denies.every((deny) => appliesToEveryRequest(deny, action))
  );
}

/** One-line summary of a guardrail that applies to every request. */
function line(applicable: ApplicableGuardrail, question: Question): string {
  const { guardrail, exception } = applicable;
  const { preview, detect } = guardrail;
  const elsewhere = [
    ...(exception ? [] : ["none" in preview ? "not checked in previews" : "checked in previews"]),
    "none" in detect ? "not detected" : "detected",
  ];
  const acts = awsLines(applicable, question).join("; ");
  return `  ${paint("bold", guardrail.id)} (${guardrail.about.severity}): ${acts}; ${elsewhere.join(", ")}`;
}

function section(applicable: ApplicableGuardrail, question: Question): string[] {
  const { guardrail, exception } = applicable;
  const { detect } = guardrail;
  const found = "none" in detect ? `no: ${detect.none}` : detect.map(detectionText).join(", ");
  return [
    `${paint("bold", guardrail.id)} (${guardrail.about.severity}): ${guardrail.about.title}; ${guardrail.about.why}`,
    ...(exception ? [`  exception  until ${exception.expires}: ${exception.reason}`] : []),
    ...awsLines(applicable, question).map((text) => `  AWS        ${text}`),
    `  preview    ${previewText(applicable)}`,
    `  detection  ${exception && !("none" in detect) ? `still detects it: ${found}` : found}`,
    `  to comply  ${guardrail.about.comply}.`,
    ...settingsLine(guardrail),
    "",
  ];
}

/** Names of the guardrail's own parameters: one of them may allow a request under a condition. */
function settingsLine({ id, parameters }: Guardrail): string[] {
  const names = Object.keys(parameters);
  return names.length === 0 ? [] : [`  settings   ${names.join(", ")} (docs/guardrails.md#${id})`];
}

function previewText(applicable: ApplicableGuardrail): string {
  const { guardrail, stage, preview: level, exception } = applicable;
  if ("none" in guardrail.preview) {
    return `no: ${guardrail.preview.none}`;
  }
  if (exception) {
    return `exempts the resources of this account until ${exception.expires}`;
  }
  const { resource, stack } = rulesOf(guardrail);
  const rules = [...resource, ...stack];
  const warns = (rule: (typeof rules)[number]): boolean =>
    stage === "report" || level === "advise" || (rule.advises !== undefined && level !== "refuse");
  const checks = [
    ["mandatory", rules.filter((rule) => !warns(rule))],
    ["advisory", rules.filter(warns)],
  ] as const;
  return checks
    .filter(([, of]) => of.length > 0)
    .map(([word, of]) => `${word} check of ${ruleTypes(of)}`)
    .join("; ");
}

function awsLines(applicable: ApplicableGuardrail, question: Question): string[] {
  const { guardrail, stage, denies, settings, exception } = applicable;
  if ("none" in guardrail.deny) {
    return [`does not deny it: ${guardrail.deny.none}`];
  }
  if (exception) {
    return [`exempts this account until ${exception.expires}`];
  }
  if (stage === "report") {
    return ["does not deny it: the guardrail is in stage report"];
  }
  const lines = [
    ...denies.map((deny) => denyLine(deny, question)),
    // A guardrail that applies to every request has no settings policy for this one.
    ...(isGeneral(applicable, question.action) ? [] : settings).map(
      ({ policyType, policy, target }) =>
        `enforces its settings in the account (${policyWords[policyType]} ${policy} on ${target}; no principal is exempt)`,
    ),
  ];
  return lines.length > 0
    ? [...new Set(lines)]
    : ["does not deny it: its statements do not cover this request"];
}

function denyLine(deny: Deny, { action, resource }: Question): string {
  const { policyType, exempt, conditions, statement, attachments } = deny;
  const names = attachments.map(({ policy, target }) => `${policy} on ${target}`).join(", ");
  const by = `${policyWords[policyType]} ${names}`;
  if (exempt) {
    return `exempts this principal (${by})`;
  }
  const named = /[*?]/.test(action) ? actionsNamed(statement, action).join(", ") : "";
  const where = resource === undefined ? resourcesText(statement) : "";
  const when = conditionsText(conditions);
  const others = exemptionsOf(statement).map(roleName);
  return [
    `denies ${named === "" ? "it" : named}`,
    where,
    when === "" ? "" : ` when ${when}`,
    ` (${by}${others.length === 0 ? "" : `; exempt: ${others.join(", ")}`})`,
  ].join("");
}

/** Resources of a statement; empty when it covers all resources. */
function resourcesText({ Resource = [], NotResource = [] }: Statement): string {
  if (NotResource.length > 0) {
    return ` on all resources except ${alternatives(NotResource)}`;
  }
  return Resource.includes("*") ? "" : ` on ${alternatives(Resource)}`;
}

/** Name of a detection in AWS Config or Security Hub. */
export function detectionText(detection: Detection): string {
  return "configRule" in detection
    ? `Config rule ${detection.configRule}`
    : `Security Hub ${detection.securityHubControl}`;
}

/** Names of the resource types that a guardrail checks before deployment. */
export function previewTypes(preview: Exclude<Guardrail["preview"], { none: string }>): string {
  return ruleTypes([...(preview.resource ?? []), ...(preview.stack ?? [])]);
}

/** Names of the resource types that rules check. */
export function ruleTypes(rules: readonly { readonly types: readonly string[] | "aws" }[]): string {
  const types = rules.flatMap(({ types: checked }) =>
    checked === "aws" ? ["every AWS resource"] : checked.map(typeName),
  );
  return [...new Set(types)].join(", ");
}

/** Type with its service: `eks Cluster`, `kubernetes Pod`. */
function typeName(type: string): string {
  const [packageName = "", module = "", name = type] = type.split(":");
  const [service = ""] = module.split("/");
  return `${packageName === "aws" ? service : packageName} ${name}`;
}
