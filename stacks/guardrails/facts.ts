import { loadBalancerAccounts } from "../../components/logging/load-balancer-accounts";
import type { ParameterValue } from "../../policy-pack/guardrails/types/parameter";
import type { Organization } from "../company/organization";

/** Stage of the guardrail whose parameter is a fact. */
type Stage = "report" | "enforce";

/** Parameters whose values come from facts of the organization, by guardrail. */
export const guardrailFacts: Readonly<
  Record<
    string,
    Readonly<Record<string, (organization: Organization, stage: Stage) => ParameterValue>>
  >
> = {
  "approved-regions": { regions: ({ governedRegions }) => governedRegions },
  "deny-outside-principals": {
    deliveryAccounts: ({ governedRegions }) =>
      governedRegions.flatMap((region) => loadBalancerAccounts[region] ?? []),
  },
  // In the stage report no policy sets the defaults of the accounts.
  "require-imdsv2": { accountDefaults: (_organization, stage) => stage === "enforce" },
  "require-tags": { keys: ({ tags }) => tags.required },
};
