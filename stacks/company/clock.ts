/** Clock of the program. Everything that depends on the date reads it here; tests replace `now`. */
export const clock = {
  now: (): Date => new Date(),
};

const DAY = 24 * 60 * 60 * 1000;

/** The present day in UTC, as `2026-12-31`. */
export function today(): string {
  return isoDay(clock.now());
}

/** The day that is a number of days after the present one, as `2026-12-31`. */
export function dayFromToday(days: number): string {
  return isoDay(new Date(Date.parse(today()) + days * DAY));
}

/** Whole days from the present day to another; negative for a day in the past. */
export function daysUntil(day: string): number {
  return (Date.parse(day) - Date.parse(today())) / DAY;
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
