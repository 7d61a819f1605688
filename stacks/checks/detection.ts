import { memberAccounts } from "../company/accounts";
import type { Organization } from "../company/organization";
import type { Problem } from "../company/problems";
import { detectionPacks, EXCLUDED_ACCOUNTS } from "../guardrails";

/** Compares the accounts that each conformance pack of the organization leaves out with the limit of AWS Config. */
export function detectionLeavesOutFewAccounts(
  organization: Organization,
  problems: Problem[],
): void {
  if (memberAccounts(organization).length < EXCLUDED_ACCOUNTS) {
    return;
  }
  for (const { name, excluded } of detectionPacks(organization)) {
    if (excluded.length > EXCLUDED_ACCOUNTS) {
      problems.push({
        path: "organization.accounts",
        rule: `the AWS Config rules for ${name ?? "the whole organization"} must leave out at most ${EXCLUDED_ACCOUNTS} accounts: AWS Config accepts no more`,
        found: `${excluded.length} accounts that are outside the scope or not recorded yet`,
        remedy:
          "deploy baselines, and set credentials: deployment on these accounts; or widen the scope of guardrails that few accounts are in",
      });
    }
  }
}
