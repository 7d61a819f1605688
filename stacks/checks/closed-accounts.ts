import { guardrails } from "../../policy-pack/guardrails";
import { today } from "../company/clock";
import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import { settingOf } from "../guardrails/effective";
import { stageInAccount } from "../guardrails/rollout";
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
      stageInAccount(organization, guardrail, account) === "enforce" &&
      isInScope(organization, scopeOf(guardrail, setting), account) &&
      !setting.exceptions.some((one) => one.account === account && one.expires >= today())
    );
  });
}

/** Refuses a stack of any role in an account that is suspended: a deployment there would fail. */
export function accountIsNotSuspended(
  stack: string,
  account: unknown,
  organization: Organization,
  problems: Problem[],
): void {
  if (typeof account === "string" && isClosedBy("suspend-accounts", organization, account)) {
    problems.push({
      path: `organization.accounts.${account}.organizationalUnit`,
      rule: "must not be suspended while a stack builds in the account: guardrail suspend-accounts denies every request there, of the deployment as well",
      found: show(organization.accounts[account]?.organizationalUnit),
      remedy: `move the account to another organizational unit; or destroy the stack, delete Pulumi.${stack}.yaml and set stack: none (docs/runbooks/closing-an-account.md)`,
    });
  }
}
