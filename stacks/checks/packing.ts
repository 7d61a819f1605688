import { PackingError } from "../guardrails/packing/pack";
import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import { organizationPolicies } from "../guardrails/policies";

/** What does not fit into the quotas of AWS: it would fail in the middle of the first deployment. */
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
