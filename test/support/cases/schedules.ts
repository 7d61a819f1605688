import { minutesOfDay } from "../../../components/backup/cron";

/** Windows of a data store as AWS writes them, in UTC. AWS chooses one that is undefined, at random. */
export interface Windows {
  readonly backup: string | undefined;
  readonly maintenance: string | undefined;
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/**
 * Pairs of schedules that meet: jobs of a backup plan, which start on every day at any minute of the start window, with
 * each window and the hour before it; and the windows with each other. A window that AWS chooses meets every job.
 *
 * @param startWindow Minutes within which a job starts.
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/troubleshooting.html
 */
export function conflicts(schedule: string, startWindow: number, windows: Windows): string[] {
  const starts = new Set(
    DAYS.flatMap((_, day) =>
      minutesOfDay(schedule).flatMap((minute) =>
        Array.from({ length: startWindow + 1 }, (_, late) =>
          within(day * DAY + minute + late, WEEK),
        ),
      ),
    ),
  );
  const met = Object.entries({ backup: windows.backup, maintenance: windows.maintenance }).flatMap(
    ([name, window]) =>
      window === undefined || minutesOf(window, 60).some((minute) => starts.has(minute))
        ? [`a job meets ${name} ${window ?? "of AWS's choice"}`]
        : [],
  );
  const { backup, maintenance } = windows;
  const weekly = new Set(maintenance === undefined ? [] : minutesOf(maintenance));
  return backup !== undefined && minutesOf(backup).some((minute) => weekly.has(minute))
    ? [...met, `backup ${backup} meets maintenance ${maintenance}`]
    : met;
}

/** Minutes of the week in a window, and in some minutes before it. A window without weekdays is on every day. */
function minutesOf(window: string, before = 0): number[] {
  const isWeekly = /^[a-z]/.test(window);
  const [begin = NaN, end = NaN] = window.split("-").map(minuteOf);
  const length = within(end - begin, isWeekly ? WEEK : DAY) + before;
  return (isWeekly ? [0] : DAYS.map((_, day) => day * DAY)).flatMap((day) =>
    Array.from({ length }, (_, minute) => within(day + begin - before + minute, WEEK)),
  );
}

/** Minute of the day of `23:30`, or of the week of `sat:23:30`. */
function minuteOf(time: string): number {
  const [minute, hour, day] = time.split(":").toReversed();
  return Math.max(DAYS.indexOf(day ?? ""), 0) * DAY + Number(hour) * 60 + Number(minute);
}

function within(minute: number, period: number): number {
  return ((minute % period) + period) % period;
}
