import type { ApplicableGuardrail, Explanation } from "../explain/explain";
import { exemptionsOf } from "../explain/deny-match";
import { detectionText, previewTypes, sections } from "./explanation";

/**
 * An explanation for programs. Its keys are described in docs/guardrails.md: new ones may be added, none changes.
 *
 * @param note Warning about an unknown action.
 */
export function explanationJson(explanation: Explanation, note: string | undefined): object {
  const { account, question, region, applicable, off } = explanation;
  const { general } = sections(explanation);
  return {
    account,
    action: question.action,
    resource: question.resource ?? null,
    principal: question.principal ?? null,
    region: region ?? null,
    context: question.context ?? {},
    note: note ?? null,
    guardrails: applicable.map((one) => guardrailJson(one, general.includes(one))),
    off: off.map(({ id, about }) => ({ id, severity: about.severity, title: about.title })),
    notEvaluated: [
      "IAM policies",
      "resource policies",
      "permissions boundaries",
      "session policies",
    ],
  };
}

function guardrailJson(applicable: ApplicableGuardrail, everyRequest: boolean): object {
  const { guardrail, stage, denies, settings, remedies, exception } = applicable;
  const { preview, detect } = guardrail;
  return {
    id: guardrail.id,
    severity: guardrail.about.severity,
    title: guardrail.about.title,
    comply: guardrail.about.comply,
    stage,
    everyRequest,
    exception: exception ?? null,
    denies: denies.map(({ policyType, exempt, conditions, statement, attachments }) => ({
      policyType,
      exempt,
      conditions,
      exemptPrincipals: exemptionsOf(statement),
      policies: attachments,
    })),
    settings,
    preview: "none" in preview ? null : previewTypes(preview).split(", "),
    detection: "none" in detect ? [] : detect.map(detectionText),
    parameters: remedies,
  };
}
