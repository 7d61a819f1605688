import { unrecordedAccounts } from "../company/accounts";
import type { Organization } from "../company/organization";
import type { Problem } from "../company/problems";
import { detectionPacks, EXCLUDED_ACCOUNTS } from "../guardrails";

/** Compares the accounts that each conformance pack of the organization leaves out with the limit of AWS Config. */
export function detectionLeavesOutFewAccounts(
  organization: Organization,
  problems: Problem[],
): void {
  // Every pack leaves out management and these. So the problem is one, and needs no guardrail whose settings are right.
  const everywhere = 1 + unrecordedAccounts(organization).length;
  if (everywhere > EXCLUDED_ACCOUNTS) {
    problems.push({
      ...tooMany("the organization", everywhere),
      remedy:
        "deploy the baselines of some accounts first, and set credentials: deployment on them",
    });
  } else if (Object.keys(organization.accounts).length > EXCLUDED_ACCOUNTS) {
    for (const { name = "the organization", excluded } of detectionPacks(organization)) {
      if (excluded.length > EXCLUDED_ACCOUNTS) {
        problems.push({
          ...tooMany(name, excluded.length),
          remedy: "apply guardrails of few accounts to more environments or OUs",
        });
      }
    }
  }
}

function tooMany(scope: string, accounts: number): Omit<Problem, "remedy"> {
  return {
    path: "organization.accounts",
    rule: `must leave out at most ${EXCLUDED_ACCOUNTS} accounts from the AWS Config rules for ${scope}: those outside the scope, and those not recorded yet`,
    found: `${accounts} accounts`,
  };
}
