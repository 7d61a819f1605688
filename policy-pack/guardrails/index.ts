import { approvedRegions } from "./approved-regions";
import { denyPublicBuckets } from "./deny-public-buckets";
import { denyRootUser } from "./deny-root-user";
import type { Guardrail } from "./guardrail";
import { protectCloudtrail } from "./protect-cloudtrail";
import { protectPlatformKeys } from "./protect-platform-keys";
import { protectPlatformRoles } from "./protect-platform-roles";
import { requireEncryptedStorage } from "./require-encrypted-storage";

/** Every guardrail, in the order of the documentation. */
export const guardrails: readonly Guardrail[] = [
  approvedRegions,
  denyPublicBuckets,
  requireEncryptedStorage,
  protectCloudtrail,
  protectPlatformKeys,
  protectPlatformRoles,
  denyRootUser,
];
