import * as z from "zod";
import type { PolicyQuota } from "./packing/pack";
import type { PolicyType } from "../../policy-pack/guardrails/types/guardrail";
import type { Target } from "./scope";
import type { Organization } from "../company/organization";

interface Quota {
  readonly documentsPerTarget: number;
  readonly documentCharacters: number;
}

/** Since May 2026. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const current: Readonly<Record<PolicyType, Quota>> = {
  AISERVICES_OPT_OUT_POLICY: { documentsPerTarget: 5, documentCharacters: 2_500 },
  BACKUP_POLICY: { documentsPerTarget: 10, documentCharacters: 10_000 },
  DECLARATIVE_POLICY_EC2: { documentsPerTarget: 10, documentCharacters: 10_000 },
  RESOURCE_CONTROL_POLICY: { documentsPerTarget: 5, documentCharacters: 5_120 },
  SERVICE_CONTROL_POLICY: { documentsPerTarget: 10, documentCharacters: 10_240 },
  TAG_POLICY: { documentsPerTarget: 10, documentCharacters: 10_000 },
};

/** Before, and in partitions that lag. */
const legacy: typeof current = {
  ...current,
  SERVICE_CONTROL_POLICY: { documentsPerTarget: 5, documentCharacters: 5_120 },
};

/** Service control policies that Control Tower attaches to what lies below the root. */
const TAKEN_BY_CONTROL_TOWER = 2;

const positive = z.int().min(1);

/** `current`, `legacy`, or the current quotas with an account's own numbers by policy type. */
export const policyQuotasSchema = z.union([
  z.enum(["current", "legacy"]),
  z.partialRecord(
    z.enum(Object.keys(current) as [PolicyType, ...PolicyType[]]),
    z.strictObject({
      documentsPerTarget: positive.optional(),
      documentCharacters: positive.optional(),
      /**
       * Policies of others on the fullest target, FullAWSAccess of AWS not counted.
       * @default - none; Control Tower's service control policies below the root
       */
      taken: z.int().min(0).optional(),
    }),
  ),
]);

/** What organization policies of a type are packed for on one kind of target. */
export function policyQuota(
  { policyQuotas, governance }: Organization,
  policyType: PolicyType,
  target: Target["kind"],
): PolicyQuota {
  const table = policyQuotas === "legacy" ? legacy : current;
  const own = typeof policyQuotas === "string" ? {} : policyQuotas[policyType];
  return {
    documentsPerTarget: own?.documentsPerTarget ?? table[policyType].documentsPerTarget,
    documentCharacters: own?.documentCharacters ?? table[policyType].documentCharacters,
    taken:
      (hasFullAccess.includes(policyType) ? 1 : 0) +
      (own?.taken ?? takenByControlTower(policyType, governance, target)),
  };
}

/** Types of which AWS attaches FullAWSAccess to every target. */
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
