import type { Guardrail } from "../types/guardrail";
import { limitVaultLocks } from "./limit-vault-locks";
import { protectAutomatedBackups } from "./protect-automated-backups";
import { protectBackupPlans } from "./protect-backup-plans";
import { protectBackupVaults } from "./protect-backup-vaults";
import { protectRecoveryPoints } from "./protect-recovery-points";
import { requireBackupCopies } from "./require-backup-copies";
import { requireBackupTags } from "./require-backup-tags";
import { requireDatabaseBackups } from "./require-database-backups";
import { requireFinalSnapshots } from "./require-final-snapshots";
import { requireOrganizationBackups } from "./require-organization-backups";

export const backupGuardrails: readonly Guardrail[] = [
  protectRecoveryPoints,
  protectBackupVaults,
  limitVaultLocks,
  protectBackupPlans,
  protectAutomatedBackups,
  requireDatabaseBackups,
  requireFinalSnapshots,
  requireBackupCopies,
  requireBackupTags,
  requireOrganizationBackups,
];
