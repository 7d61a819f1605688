import { PackingError } from "../guardrails/packing/pack";
import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import { organizationPolicies } from "../guardrails/policies";

/** Problem of the first guardrail that exceeds a policy quota of AWS. Without this check, the deployment would fail halfway. */
export function packingProblems(organization: Organization): Problem[] {
  try {
    organizationPolicies(organization);
    return [];
  } catch (error) {
    if (!(error instanceof PackingError)) {
      throw error;
    }
    return [
      {
        path: `organization.guardrails.${error.guardrail}`,
        rule: error.problem,
        found: show(organization.guardrails[error.guardrail]),
        remedy: error.remedy,
      },
    ];
  }
}
