import { loadBalancerAccounts } from "../../components/logging/load-balancer-accounts";
import type { ParameterValue } from "../../policy-pack/guardrails/types/parameter";
import type { Organization } from "../company/organization";

/** Parameters of guardrails whose values the organization has already, by guardrail. */
export const guardrailFacts: Readonly<
  Record<string, Readonly<Record<string, (organization: Organization) => ParameterValue>>>
> = {
  "approved-regions": { regions: ({ governedRegions }) => governedRegions },
  "deny-outside-principals": {
    deliveryAccounts: ({ governedRegions }) =>
      governedRegions.flatMap((region) => loadBalancerAccounts[region] ?? []),
  },
  "require-tags": { keys: ({ tags }) => tags.required },
};
