import { minutesOfDay } from "./cron";

/** Minutes within which a job of the backup plan starts. @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html */
export const START_WINDOW = 60;

/** Windows of a workload's database and cache, in UTC. */
export interface NightlyWindows {
  /** Daily automatic backup of the database and snapshot of the cache, an hour: `00:00-01:00`. */
  readonly backup: string;
  /** Weekly maintenance of both, an hour: `sun:05:00-sun:06:00`. */
  readonly maintenance: string;
}

/** Days of the week as people write them, in the order of AWS. */
export const weekdays = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;
export type Weekday = (typeof weekdays)[number];

export const windowRule =
  "must leave room between its jobs for an hour of automatic backup and an hour of maintenance, each with an hour before it";
export const windowRemedy =
  "name fewer times: the database starts no backup within an hour before its windows or during them";

const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * Finds windows that no job of a backup plan meets. AWS databases start no backup of AWS Backup in the hour before their
 * maintenance or automatic backup, nor during them, and a job starts at any minute of its start window. The automatic
 * backup ends an hour before the first job of the day, and the maintenance begins three hours after it, or at the nearest
 * time that is free on every day. An hour is the shortest window of ElastiCache, and RDS takes 30 minutes or more.
 *
 * @param schedule Cron expression of the plan; its days do not count, since a window is kept on all.
 * @param day Day on which the maintenance begins. @default `sunday`
 * @returns `undefined` when the jobs leave no room.
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/troubleshooting.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ManagingAutomatedBackups.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
 */
export function windowsAround(
  schedule: string,
  day: Weekday = "sunday",
): NightlyWindows | undefined {
  const jobs = minutesOfDay(schedule);
  const [first = 0] = jobs;
  const steps = Array.from({ length: DAY / 15 }, (_, step) => step * 15);
  const isFree = (start: number): boolean => jobs.every((job) => !meets(job, start));
  const backup = steps.map((step) => first - 2 * HOUR - step).find(isFree);
  const maintenance = steps
    .map((step) => first + 3 * HOUR + step)
    .find((start) => isFree(start) && backup !== undefined && apart(start, backup));
  if (backup === undefined || maintenance === undefined) {
    return undefined;
  }
  const begin = within(maintenance);
  const weekday = weekdays.indexOf(day);
  const named = (minute: number): string =>
    `${weekdays[(weekday + Math.floor(minute / DAY)) % weekdays.length]?.slice(0, 3)}:${clock(minute)}`;
  return {
    backup: `${clock(backup)}-${clock(backup + HOUR)}`,
    maintenance: `${named(begin)}-${named(begin + HOUR)}`,
  };
}

/** True when a job may start in the hour before a window, or during it. */
function meets(job: number, start: number): boolean {
  const soonest = within(job - (start - HOUR));
  return soonest <= 2 * HOUR || soonest + START_WINDOW >= DAY;
}

/** True when there is an hour between two windows on both sides. */
function apart(one: number, other: number): boolean {
  const distance = within(one - other);
  return distance >= 2 * HOUR && distance <= DAY - 2 * HOUR;
}

/** Minute of the day. */
function within(minute: number): number {
  return ((minute % DAY) + DAY) % DAY;
}

function clock(minute: number): string {
  const parts = [Math.floor(within(minute) / HOUR), within(minute) % HOUR];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
