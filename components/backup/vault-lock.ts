import { ArgumentError } from "../shared/argument-error";
import type { LockMode } from "../shared/lock-modes";

/** Keeps recovery points from being deleted before their time, by any principal. */
export interface VaultLock {
  /** `compliance` cannot be lifted by anyone once `graceDays` are over; `governance` can, by those allowed to. */
  readonly mode: LockMode;
  /** Shortest retention that the vault accepts, in days; a job with a shorter one fails. */
  readonly minimumRetentionDays: number;
  /** Longest retention that the vault accepts, in days. */
  readonly maximumRetentionDays: number;
  /** Days in which a compliance lock can still be taken back, at least 3. @default 7 */
  readonly graceDays?: number;
}

/** Fewest days of grace that AWS accepts. @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html */
const LEAST_GRACE_DAYS = 3;

/**
 * Refuses a lock that AWS would refuse, or that would lock every backup out.
 *
 * @throws ArgumentError naming the bound that does not fit.
 */
export function checkLock({
  minimumRetentionDays: least,
  maximumRetentionDays: most,
  graceDays,
}: VaultLock): void {
  if (least > most) {
    throw new ArgumentError(
      "lock.minimumRetentionDays",
      `must not exceed lock.maximumRetentionDays ${most}, got ${least}; lower it or raise the maximum`,
    );
  }
  if (graceDays !== undefined && graceDays < LEAST_GRACE_DAYS) {
    throw new ArgumentError(
      "lock.graceDays",
      `must be at least ${LEAST_GRACE_DAYS}, got ${graceDays}; AWS accepts no shorter grace`,
    );
  }
}
