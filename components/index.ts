/**
 * Components that another Pulumi program may use, with the types that their arguments need. The other components are
 * parts of these. Files of this repository import a component from its own file: this one loads the packages of all.
 */
export type { OwnedSetting } from "../policy-pack/guardrails/types/organization-policy";
export { AccountBaseline, type AccountBaselineArgs } from "./account-baseline/account-baseline";
export type { Contact } from "./account-baseline/account-contacts";
export { BackupVault, type BackupVaultArgs } from "./backup/backup-vault";
export type { VaultLock } from "./backup/vault-lock";
export type { CopyParty } from "./backup/vault-policies";
export type { BackupPlanSpec } from "./backup/backup-plan";
export type { CacheSpec } from "./data/cache";
export type { DatabaseSpec } from "./data/database";
export type { DatabaseInsights } from "./data/data-stores";
export type { AccessSpec } from "./flightdeck/cluster/access-list";
export type { AddOnName } from "./shared/add-on-names";
export type { NodeGroupSpec } from "./flightdeck/cluster/node-group";
export {
  FlightdeckCluster,
  type FlightdeckClusterArgs,
  type FlightdeckClusterSpec,
} from "./flightdeck/flightdeck-cluster";
export type { LogArchive } from "./logging/log-archive";
export { LogBucket, type LogBucketArgs, type LogRetention } from "./logging/log-bucket";
export { OrgTrail, type OrgTrailArgs } from "./logging/org-trail";
export type { SpokeNetworkSpec } from "./network/spoke/spoke-network";
export type { TransitSpec } from "./network/spoke/transit-attachment";
export { ArgumentError } from "./shared/argument-error";
export type { LockMode } from "./shared/lock-modes";
export type { LogSource } from "./shared/naming";
export { type Place, placeOf } from "./shared/place";
export type { WebTierSpec } from "./web/web-tier";
export { WorkloadAccount, type WorkloadAccountArgs } from "./workload/workload-account";
