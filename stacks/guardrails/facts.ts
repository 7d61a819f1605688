import { loadBalancerAccounts } from "../../components/logging/load-balancer-accounts";
import type { ParameterValue } from "../../policy-pack/guardrails/types/parameter";
import type { Organization } from "../company/organization";

/** Parameters whose values come from facts of the organization, by guardrail. */
export const guardrailFacts: Readonly<
  Record<string, Readonly<Record<string, (organization: Organization) => ParameterValue>>>
> = {
  "approved-regions": { regions: ({ governedRegions }) => governedRegions },
  "deny-outside-snapshots": {
    // A list that lacks one of the company's accounts would refuse shares with it.
    ownAccounts: ({ accounts }) => {
      const ids = Object.values(accounts).flatMap(({ id }) => id ?? []);
      return ids.length === Object.keys(accounts).length ? ids : [];
    },
  },
  "deny-outside-principals": {
    deliveryAccounts: ({ governedRegions }) =>
      governedRegions.flatMap((region) => loadBalancerAccounts[region] ?? []),
  },
  // A declarative policy sets the defaults of an account; where it only reports, the baseline of the account does.
  "require-imdsv2": { accountDefaults: () => true },
  "restrict-open-ingress": { blocked: isClosedEverywhere },
  "require-tags": { keys: ({ tags }) => tags.required },
};

/**
 * True when AWS refuses connections from the internet in every network: a declarative policy of every account blocks them
 * and allows no exclusion.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
 */
function isClosedEverywhere({ guardrails, rollout }: Organization): boolean {
  const block = guardrails["block-public-vpc-access"];
  if (block === undefined) {
    return false;
  }
  const staged =
    Object.keys(rollout.groups).length + Object.keys(rollout.organizationalUnits).length;
  const stage = block.stage ?? (staged === 0 ? (rollout.stage ?? "enforce") : "report");
  return (
    block.enabled &&
    stage === "enforce" &&
    "exclusions" in block &&
    block.exclusions === false &&
    block.organizationalUnits === undefined &&
    block.environments === undefined &&
    block.exceptions.length === 0
  );
}
