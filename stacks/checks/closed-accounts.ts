import { guardrails } from "../../policy-pack/guardrails";
import { today } from "../company/clock";
import type { Organization } from "../company/organization";
import { settingOf } from "../guardrails/effective";
import { isInScope, scopeOf } from "../guardrails/scope";

/** Guardrails that deny an account as a whole. */
type ClosingGuardrail = "suspend-accounts" | "quarantine-accounts";

/** True when a guardrail denies an account as a whole: it is on, the account is in its scope, and has no exception. */
export function isClosedBy(
  id: ClosingGuardrail,
  organization: Organization,
  account: string,
): boolean {
  return guardrails.some((guardrail) => {
    const setting = settingOf(organization, guardrail);
    return (
      guardrail.id === id &&
      setting.enabled &&
      setting.stage === "enforce" &&
      isInScope(organization, scopeOf(guardrail, setting), account) &&
      !setting.exceptions.some((one) => one.account === account && one.expires >= today())
    );
  });
}
