import type { Guardrail } from "../types/guardrail";
import { denyPlainSecrets } from "./deny-plain-secrets";
import { denyPrivilegedPods } from "./deny-privileged-pods";
import { denyPrivilegedTasks } from "./deny-privileged-tasks";
import { denyPublicClusters } from "./deny-public-clusters";
import { denyPublicRegistries } from "./deny-public-registries";
import { encryptClusterSecrets } from "./encrypt-cluster-secrets";
import { pinImages } from "./pin-images";
import { protectClusters } from "./protect-clusters";
import { protectPodIdentity } from "./protect-pod-identity";
import { requireClusterLogs } from "./require-cluster-logs";
import { requireImageScans } from "./require-image-scans";
import { requireImmutableImages } from "./require-immutable-images";
import { requireStandardSupport } from "./require-standard-support";
import { restrictClusterAccess } from "./restrict-cluster-access";

export const containersGuardrails: readonly Guardrail[] = [
  denyPublicClusters,
  encryptClusterSecrets,
  requireClusterLogs,
  requireStandardSupport,
  restrictClusterAccess,
  protectClusters,
  protectPodIdentity,
  denyPrivilegedPods,
  denyPrivilegedTasks,
  denyPlainSecrets,
  requireImmutableImages,
  requireImageScans,
  pinImages,
  denyPublicRegistries,
];
