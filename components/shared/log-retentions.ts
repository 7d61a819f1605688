import { ArgumentError } from "./argument-error";

/**
 * Numbers of days that CloudWatch accepts as the retention of a log group.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const LOG_RETENTIONS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/** @throws ArgumentError for a number of days that CloudWatch does not accept. */
export function checkLogRetention(at: string, days: number): void {
  if (!LOG_RETENTIONS.includes(days)) {
    throw new ArgumentError(
      at,
      `must be one of ${LOG_RETENTIONS.join(", ")}, got ${days}; CloudWatch accepts no other number of days`,
    );
  }
}
