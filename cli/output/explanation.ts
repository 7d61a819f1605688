import type { Caller } from "../explain/caller";
import {
  type Question,
  type Deny,
  type Explanation,
  PROTECTION,
  type ApplicableGuardrail,
} from "../explain/explain";
import { actionsNamed, namesAction } from "../evaluation/statement-match";
import { appliesToEveryRequest, exemptionsOf } from "../explain/deny-match";
import type { Detection } from "../../policy-pack/guardrails/types/detection";
import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import type { PolicyType, Statement } from "../../policy-pack/guardrails/types/organization-policy";
import { alternatives, conditionsText } from "./conditions";
import { paint } from "./table";

/** Words for the types of organization policies. */
export const policyWords: Readonly<Record<PolicyType, string>> = {
  AISERVICES_OPT_OUT_POLICY: "AI services opt-out policy",
  BACKUP_POLICY: "backup policy",
  DECLARATIVE_POLICY_EC2: "declarative policy",
  RESOURCE_CONTROL_POLICY: "resource control policy",
  SERVICE_CONTROL_POLICY: "service control policy",
  TAG_POLICY: "tag policy",
};

/** What the guardrails say of a request, where each acts, and how to get an exception. */
export function explanationText(explanation: Explanation): string {
  const { account, question, caller, spelling, applicable } = explanation;
  const { action, resource, principal } = question;
  const heading = [
    `${action} in account ${account}`,
    resource === undefined ? "" : `on ${resource}`,
    principal === undefined ? "" : `by ${principal}`,
  ];
  const head = [
    paint("bold", heading.filter((part) => part !== "").join(" ")),
    ...(spelling === undefined ? [] : [paint("yellow", `Note: ${spelling}`)]),
    ...callerLines(account, caller),
  ];
  if (applicable.length === 0) {
    const nothing =
      "No guardrail speaks on it. What IAM, bucket and key policies say is not asked here.";
    return [...head, nothing].join("\n");
  }
  const general = applicable.filter((one) => isGeneral(one, action));
  const own = applicable.filter((one) => !general.includes(one));
  return [
    ...head,
    "",
    ...own.flatMap((one) => section(one, question)),
    ...(general.length === 0
      ? []
      : ["On every request of the kind:", ...general.map((one) => line(one, question)), ""]),
    ...exceptionLines(account, [...own, ...general]),
  ]
    .join("\n")
    .trimEnd();
}

/** Which policies bind who asks, where that is not all of them. */
function callerLines(account: string, caller: Caller | undefined): string[] {
  if (caller === undefined || caller.account === account) {
    return [];
  }
  const { accountId, account: own, isBound, isMember } = caller;
  if (isBound === undefined) {
    return [
      `Pulumi.yaml has no id for ${account}: if it is not ${accountId}, its service control policies do not bind this principal.`,
    ];
  }
  const silent = `the service control policies of ${account} do not bind this principal`;
  if (own === "management") {
    return [`${accountId} is the management account: ${silent}.`];
  }
  if (own !== undefined) {
    return [`${accountId} is account ${own}: ${silent}, those of ${own} do; ask --account ${own}.`];
  }
  return [
    isMember === false
      ? `${accountId} is no account of the organization: service control policies do not bind this principal.`
      : `${accountId} is not account ${account}: ${silent}.`,
  ];
}

/** True for a guardrail that speaks on the request as on any other, and neither by its name nor by what it makes. */
function isGeneral({ guardrail, denies }: ApplicableGuardrail, action: string): boolean {
  return (
    !namesAction(guardrail.calls ?? [], action) &&
    denies.length > 0 &&
    denies.every((deny) => appliesToEveryRequest(deny, action))
  );
}

/** What a guardrail comes to that speaks on much else as well. */
function line(applicable: ApplicableGuardrail, question: Question): string {
  const { guardrail, exception } = applicable;
  const { preview, detect } = guardrail;
  const elsewhere = [
    ...(exception ? [] : ["none" in preview ? "not seen in previews" : "judged in previews"]),
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
    `  detection  ${exception && !("none" in detect) ? `still finds it: ${found}` : found}`,
    `  to comply  ${guardrail.about.comply}.`,
    "",
  ];
}

function previewText({ guardrail: { preview }, stage, exception }: ApplicableGuardrail): string {
  if ("none" in preview) {
    return `no: ${preview.none}`;
  }
  return exception
    ? `leaves the stacks of this account alone until ${exception.expires}`
    : `${stage === "report" ? "warns of" : "refuses"} ${previewTypes(preview)}`;
}

function awsLines(applicable: ApplicableGuardrail, question: Question): string[] {
  const { guardrail, stage, denies, settings, exception } = applicable;
  if ("none" in guardrail.deny) {
    return [`lets it through: ${guardrail.deny.none}`];
  }
  if (exception) {
    return [`leaves this account alone until ${exception.expires}`];
  }
  if (stage === "report") {
    return ["lets it through: the guardrail only reports so far"];
  }
  const lines = [
    ...denies.map((deny) => denyLine(deny, question)),
    // What is only of every request has nothing to do with the settings.
    ...(isGeneral(applicable, question.action) ? [] : settings).map(
      ({ policyType, policy, target }) =>
        `holds the account to its settings (${policyWords[policyType]} ${policy} on ${target}; nobody is exempt)`,
    ),
  ];
  return lines.length > 0
    ? [...new Set(lines)]
    : ["lets it through: its statements do not cover this request"];
}

function denyLine(deny: Deny, { action, resource }: Question): string {
  const { policyType, exempt, conditions, statement, attachments } = deny;
  const held = attachments.map(({ policy, target }) => `${policy} on ${target}`).join(", ");
  const by = `${policyWords[policyType]} ${held}`;
  if (exempt) {
    return `leaves this principal alone (${by})`;
  }
  const named = /[*?]/.test(action) ? actionsNamed(statement, action).join(", ") : "";
  const where = resource === undefined ? resourcesText(statement) : "";
  const when = conditionsText(conditions);
  const others = exemptionsOf(statement).map((arn) => arn.split(/[:/]/).at(-1) ?? arn);
  return [
    `denies ${named === "" ? "it" : named}`,
    where,
    when === "" ? "" : ` when ${when}`,
    ` (${by}${others.length === 0 ? "" : `; not to ${others.join(", ")}`})`,
  ].join("");
}

/** The resources that a statement means, when they are not all. */
function resourcesText({ Resource = [], NotResource = [] }: Statement): string {
  if (NotResource.length > 0) {
    return ` on all but ${alternatives(NotResource)}`;
  }
  return Resource.includes("*") ? "" : ` on ${alternatives(Resource)}`;
}

/** How to get an exception from what AWS denies, or else from what only previews refuse. */
function exceptionLines(account: string, applicable: readonly ApplicableGuardrail[]): string[] {
  const open = applicable.filter(({ stage, exception }) => stage === "enforce" && !exception);
  const denying = open.filter(
    ({ denies, settings }) =>
      denies.some(({ exempt }) => !exempt) || (denies.length === 0 && settings.length > 0),
  );
  const previewing = open.filter(
    ({ denies, guardrail }) => denies.length === 0 && !("none" in guardrail.preview),
  );
  const ids = (denying.length > 0 ? denying : previewing).map(({ guardrail }) => guardrail.id);
  const possible = ids.filter((id) => id !== PROTECTION);
  const never = possible.length < ids.length ? [`${PROTECTION} has no exceptions.`] : [];
  if (possible.length === 0) {
    return never;
  }
  const [only = ""] = possible;
  const [id, ...choice] =
    possible.length === 1 ? [only] : ["<id>", `  with <id> of: ${possible.join(", ")}`];
  return [
    "For an exception, add to Pulumi.yaml, in a pull request that says who has agreed:",
    `  organization.guardrails.${id}.exceptions: [{ account: ${account}, reason: ..., expires: <last day, like 2026-12-31> }]`,
    ...choice,
    ...never,
  ];
}

/** How a detection is called where people look for it. */
export function detectionText(detection: Detection): string {
  return "configRule" in detection
    ? `Config rule ${detection.configRule}`
    : `Security Hub ${detection.securityHubControl}`;
}

/** Names of the types that a guardrail judges before deployment. */
export function previewTypes(preview: Exclude<Guardrail["preview"], { none: string }>): string {
  const types = [...(preview.resource ?? []), ...(preview.stack ?? [])].flatMap(
    ({ types: judged }) =>
      judged === "aws"
        ? ["every AWS resource"]
        : judged.map((type) => type.split(":").at(-1) ?? type),
  );
  return [...new Set(types)].join(", ");
}
