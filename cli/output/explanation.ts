import type { Explanation, Speaking } from "../explain/explain";
import { exemptionsOf, isOfEveryRequest } from "../explain/matching";
import type { Detection, Guardrail } from "../../policy-pack/guardrails/guardrail";
import { conditionsText } from "./conditions";
import { paint } from "./table";

const policyNames = {
  SERVICE_CONTROL_POLICY: "a service control policy",
  RESOURCE_CONTROL_POLICY: "a resource control policy",
} as const;

/** What the guardrails say of a request, where each acts, and how to get an exception. */
export function explanationText({ account, request, speaking }: Explanation): string {
  const { action, resource, principal } = request;
  const asked = [
    `${action} in account ${account}`,
    resource === undefined ? "" : `on ${resource}`,
    principal === undefined ? "" : `by ${principal}`,
  ];
  const head = paint("bold", asked.filter((part) => part !== "").join(" "));
  if (speaking.length === 0) {
    return `${head}\nNo guardrail speaks on it. What IAM, bucket and key policies say is not asked here.`;
  }
  const general = speaking.filter(
    ({ denies }) => denies.length > 0 && denies.every((deny) => isOfEveryRequest(deny, action)),
  );
  const own = speaking.filter((one) => !general.includes(one));
  return [
    head,
    "",
    ...own.flatMap(section),
    ...(general.length === 0 ? [] : ["On every request of the kind:", ...general.map(line), ""]),
    ...exception(account, [...own, ...general]),
  ].join("\n");
}

/** What a guardrail comes to that speaks on much else as well. */
function line(speaking: Speaking): string {
  const { guardrail, stage, denies, targets, exception: own } = speaking;
  const { preview, detect } = guardrail;
  const elsewhere = [
    "none" in preview ? "not seen in previews" : "judged in previews",
    "none" in detect ? "not detected" : "detected",
  ];
  const acts = [
    ...(own ? [`excepted until ${own.expires}`] : []),
    ...new Set(denyLines(denies, stage, targets)),
  ];
  return `  ${paint("bold", guardrail.id)} (${guardrail.severity}): ${acts.join("; ")}; ${elsewhere.join(", ")}`;
}

function section(speaking: Speaking): string[] {
  const { guardrail, stage, denies, targets, exception: own } = speaking;
  const { preview, detect } = guardrail;
  return [
    `${paint("bold", guardrail.id)} (${guardrail.severity}): ${guardrail.title}; ${guardrail.why}`,
    ...(own ? [`  exception  until ${own.expires}: ${own.reason}`] : []),
    ...denyLines(denies, stage, targets).map((text) => `  AWS        ${text}`),
    `  preview    ${"none" in preview ? `no: ${preview.none}` : `${stage === "report" ? "warns" : "refuses"} ${previewTypes(preview)}`}`,
    `  detection  ${"none" in detect ? `no: ${detect.none}` : detect.map(detectionText).join(", ")}`,
    `  to comply  ${guardrail.comply}.`,
    "",
  ];
}

function denyLines(
  denies: Speaking["denies"],
  stage: Speaking["stage"],
  targets: readonly string[],
): string[] {
  if (denies.length === 0) {
    return ["lets it through: no organization policy can tell"];
  }
  if (stage === "report") {
    return ["lets it through: the guardrail only reports so far"];
  }
  return denies.map(({ policyType, exempt, conditions, statement }) => {
    const by = `${policyNames[policyType]} on ${targets.join(", ") || "no target"}`;
    if (exempt) {
      return `leaves this principal alone (${by})`;
    }
    const when = conditionsText(conditions);
    const roles = exemptionsOf(statement).map((arn) => arn.split("/").at(-1));
    return `denies it${when === "" ? "" : ` when ${when}`} (${by}${roles.length === 0 ? "" : `; not to ${roles.join(", ")}`})`;
  });
}

function exception(account: string, speaking: readonly Speaking[]): string[] {
  const [first] = speaking;
  return [
    `For an exception, add to Pulumi.yaml, in a pull request that says who has agreed:`,
    `  organization.guardrails.${first?.guardrail.id ?? ""}.exceptions: [{ account: ${account}, reason: ..., expires: <last day, like 2026-12-31> }]`,
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
