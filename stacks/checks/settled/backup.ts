import type { Problem } from "../../company/problems";
import type { StackConfiguration } from "../stack-configuration";
import { type Deployed, mustStay, ofType, type Wanted } from "./deployed";

const LOCK_TYPE = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

/**
 * Compares the settings of the vault's lock with the lock that is there. The provider would replace it, and between the
 * two every backup could be deleted.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export function lockHasStayed(
  { stack }: Wanted<StackConfiguration<"backup">>,
  { own }: Deployed,
  problems: Problem[],
): void {
  const [lock] = ofType(own, LOCK_TYPE);
  if (lock === undefined) {
    return;
  }
  const { minRetentionDays, maxRetentionDays, changeableForDays } = lock.outputs;
  const { settings } = stack;
  // Only a lock in compliance mode has days of grace.
  const mode = Number(changeableForDays ?? 0) > 0 ? "compliance" : "governance";
  const pairs = {
    minimumRetentionDays: minRetentionDays,
    maximumRetentionDays: maxRetentionDays,
    lockMode: mode,
    ...(mode === settings.lockMode && mode === "compliance" && { graceDays: changeableForDays }),
  };
  for (const [key, deployed] of Object.entries(pairs)) {
    const wanted = settings[key as keyof typeof pairs];
    if (deployed !== wanted) {
      problems.push(
        mustStay({
          path: `Pulumi.${stack.stack}.yaml: backup.${key}`,
          deployed,
          wanted,
          because: "the lock of the vault has it, and would be removed before a new one is set",
          procedure: "the-lock-of-the-vault",
        }),
      );
    }
  }
}
