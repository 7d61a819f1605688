import type { PolicyType } from "../../policy-pack/guardrails/types/organization-policy";
import type { Organization } from "../company/organization";
import { currentQuotas, legacyQuotas } from "../company/policy-quotas";
import type { PolicyQuota } from "./packing/pack";
import type { Target } from "./target";

/** Number of service control policies that Control Tower attaches to each OU and account below the root. */
const TAKEN_BY_CONTROL_TOWER = 2;

/** Quota for the organization policies of one type on one kind of target. */
export function policyQuota(
  { policyQuotas, governance }: Organization,
  policyType: PolicyType,
  target: Target["kind"],
): PolicyQuota {
  const table = policyQuotas === "legacy" ? legacyQuotas : currentQuotas;
  const own = typeof policyQuotas === "string" ? {} : policyQuotas[policyType];
  return {
    documentsPerTarget: own?.documentsPerTarget ?? table[policyType].documentsPerTarget,
    documentCharacters: own?.documentCharacters ?? table[policyType].documentCharacters,
    taken:
      (hasFullAccess.includes(policyType) ? 1 : 0) +
      (own?.taken ?? takenByControlTower(policyType, governance, target)),
  };
}

/** Policy types for which AWS attaches a FullAWSAccess policy to every target. */
const hasFullAccess: readonly PolicyType[] = ["RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY"];

function takenByControlTower(
  policyType: PolicyType,
  governance: Organization["governance"],
  target: Target["kind"],
): number {
  return policyType === "SERVICE_CONTROL_POLICY" &&
    governance === "control-tower" &&
    target !== "root"
    ? TAKEN_BY_CONTROL_TOWER
    : 0;
}
