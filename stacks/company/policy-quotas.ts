import * as z from "zod";
import type { PolicyType } from "../../policy-pack/guardrails/types/organization-policy";
import { numberIn } from "./values";

interface Quota {
  readonly documentsPerTarget: number;
  readonly documentCharacters: number;
}

/** Quotas of AWS since May 2026. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
export const currentQuotas: Readonly<Record<PolicyType, Quota>> = {
  AISERVICES_OPT_OUT_POLICY: { documentsPerTarget: 5, documentCharacters: 2_500 },
  BACKUP_POLICY: { documentsPerTarget: 10, documentCharacters: 10_000 },
  DECLARATIVE_POLICY_EC2: { documentsPerTarget: 10, documentCharacters: 10_000 },
  RESOURCE_CONTROL_POLICY: { documentsPerTarget: 5, documentCharacters: 5_120 },
  SERVICE_CONTROL_POLICY: { documentsPerTarget: 10, documentCharacters: 10_240 },
  TAG_POLICY: { documentsPerTarget: 10, documentCharacters: 10_000 },
};

/** Quotas before May 2026, and in partitions where AWS has not raised them. */
export const legacyQuotas: typeof currentQuotas = {
  ...currentQuotas,
  SERVICE_CONTROL_POLICY: { documentsPerTarget: 5, documentCharacters: 5_120 },
};

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html */
const MOST_CHARACTERS = 1_000_000;

/** More policies than any target of AWS can have: a larger number is a slip. */
const MOST_POLICIES = 100;

/** `current`, `legacy`, or numbers by policy type that replace the current quotas. */
export const policyQuotasSchema = z.union([
  z.enum(["current", "legacy"]),
  z.partialRecord(
    z.enum(Object.keys(currentQuotas) as [PolicyType, ...PolicyType[]]),
    z.strictObject({
      /** Number of policies that one root, OU or account may have. @default - the current quota of AWS */
      documentsPerTarget: numberIn(1, MOST_POLICIES).optional(),
      /** Number of characters of one policy. @default - the current quota of AWS */
      documentCharacters: numberIn(1, MOST_CHARACTERS).optional(),
      /**
       * Largest number of policies that this program did not create on one target, without AWS's FullAWSAccess.
       * @default - none; Control Tower's service control policies below the root
       */
      taken: numberIn(0, MOST_POLICIES).optional(),
    }),
  ),
]);
