import type { Guardrail } from "../types/guardrail";
import { allowInstanceTypes } from "./allow-instance-types";
import { allowServices } from "./allow-services";
import { approveModels } from "./approve-models";
import { approvedRegions } from "./approved-regions";
import { denyCommitments } from "./deny-commitments";
import { denyDedicatedCapacity } from "./deny-dedicated-capacity";
import { denyDomainRegistration } from "./deny-domain-registration";
import { denyLargeInstances } from "./deny-large-instances";
import { denyMarketplacePurchases } from "./deny-marketplace-purchases";
import { denyRegionCopies } from "./deny-region-copies";
import { denyRegionToggles } from "./deny-region-toggles";
import { denyServices } from "./deny-services";
import { expireModelKeys } from "./expire-model-keys";
import { limitChatOperations } from "./limit-chat-operations";
import { requireInferenceProfiles } from "./require-inference-profiles";

export const limitsGuardrails: readonly Guardrail[] = [
  approvedRegions,
  denyRegionToggles,
  denyRegionCopies,
  allowServices,
  denyServices,
  denyLargeInstances,
  allowInstanceTypes,
  denyDedicatedCapacity,
  denyCommitments,
  denyMarketplacePurchases,
  denyDomainRegistration,
  approveModels,
  requireInferenceProfiles,
  expireModelKeys,
  limitChatOperations,
];
