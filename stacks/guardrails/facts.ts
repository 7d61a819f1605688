import { loadBalancerAccounts } from "../../components/logging/load-balancer-accounts";
import type { ParameterValue } from "../../policy-pack/guardrails/types/parameter";
import type { Organization } from "../company/organization";

/** Parameters whose values come from facts of the organization, by guardrail. */
export const guardrailFacts: Readonly<
  Record<string, Readonly<Record<string, (organization: Organization) => ParameterValue>>>
> = {
  "approved-regions": { regions: ({ governedRegions }) => governedRegions },
  "deny-outside-principals": {
    deliveryAccounts: ({ governedRegions }) =>
      governedRegions.flatMap((region) => loadBalancerAccounts[region] ?? []),
  },
  // A declarative policy sets the defaults of an account; where it only reports, the baseline of the account does.
  "require-imdsv2": { accountDefaults: () => true },
  "require-tags": { keys: ({ tags }) => tags.required },
};
