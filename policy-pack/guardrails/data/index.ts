import type { Guardrail } from "../types/guardrail";
import { denyCustomerProvidedKeys } from "./deny-customer-provided-keys";
import { denyIrreversibleRetention } from "./deny-irreversible-retention";
import { denyOpenResourcePolicies } from "./deny-open-resource-policies";
import { denyPublicBuckets } from "./deny-public-buckets";
import { denyPublicDatabaseSnapshots } from "./deny-public-database-snapshots";
import { denyPublicDatabases } from "./deny-public-databases";
import { denyPublicFunctions } from "./deny-public-functions";
import { optOutOfAiTraining } from "./opt-out-of-ai-training";
import { protectBucketAccessBlocks } from "./protect-bucket-access-blocks";
import { protectNamedBuckets } from "./protect-named-buckets";
import { requireCustomerManagedKeys } from "./require-customer-managed-keys";
import { requireDeletionProtection } from "./require-deletion-protection";
import { requireDeletionWindow } from "./require-deletion-window";
import { requireEncryptedAnalytics } from "./require-encrypted-analytics";
import { requireEncryptedCaches } from "./require-encrypted-caches";
import { requireEncryptedFileSystems } from "./require-encrypted-file-systems";
import { requireEncryptedMessages } from "./require-encrypted-messages";
import { requireEncryptedStorage } from "./require-encrypted-storage";
import { requireKeyRotation } from "./require-key-rotation";
import { requireMultiZoneDatabases } from "./require-multi-zone-databases";
import { requireTlsEndpoints } from "./require-tls-endpoints";
import { requireTlsListeners } from "./require-tls-listeners";

export const dataGuardrails: readonly Guardrail[] = [
  denyPublicBuckets,
  protectBucketAccessBlocks,
  denyPublicDatabases,
  denyPublicDatabaseSnapshots,
  denyPublicFunctions,
  denyOpenResourcePolicies,
  requireEncryptedStorage,
  requireEncryptedFileSystems,
  requireEncryptedCaches,
  requireEncryptedAnalytics,
  requireEncryptedMessages,
  requireCustomerManagedKeys,
  denyCustomerProvidedKeys,
  requireKeyRotation,
  requireDeletionWindow,
  requireTlsListeners,
  requireTlsEndpoints,
  requireDeletionProtection,
  requireMultiZoneDatabases,
  protectNamedBuckets,
  denyIrreversibleRetention,
  optOutOfAiTraining,
];
