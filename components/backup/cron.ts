/** One field of a cron expression of AWS. */
interface Field {
  readonly least: number;
  readonly most: number;
  /** Names of the values, from the least on. @default - numbers alone */
  readonly names?: readonly string[];
  /** False where no increments such as `1/5` are possible. @default true */
  readonly steps?: false;
  /** Other entries. @default - none */
  readonly others?: RegExp;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/**
 * Fields in their order: L is the last day, W the nearest weekday, # the number of a weekday in the month.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
const fields: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31, others: /^(?:L|(?:[1-9]|[12]\d|3[01])W)$/ },
  { least: 1, most: 12, names: MONTHS },
  { least: 1, most: 7, names: WEEKDAYS, steps: false, others: /^(?:[1-7]|[A-Z]{3})?L$/ },
  { least: 1970, most: 2199 },
];

/** Number of a weekday in the month: it must be the only entry of its field. */
const NTH_WEEKDAY = /^(?:[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)#[1-5]$/;

/** Days of each month in a leap year. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for a cron expression of AWS, such as `cron(0 3 * * ? *)`, that is due on some day, also from this year on. */
export function isCron(text: string): boolean {
  const parts = /^cron\((\S+(?: +\S+){5})\)$/.exec(text)?.[1]?.split(/ +/);
  const [, , days, months, weekdays, years] = parts ?? [];
  if (!parts || !days || !months || !weekdays || !years) {
    return false;
  }
  // One of the two fields of days decides, and the other is a question mark.
  const decided = [days, weekdays].filter((part) => part !== "?");
  return (
    decided.length === 1 &&
    parts.every((part, index) => {
      const field = fields[index];
      return field !== undefined && (isOpen(part, index) || isField(part, field));
    }) &&
    hasDay(days, months) &&
    hasYear(years)
  );
}

/** Minutes of the day, 0 to 1439 and ascending, at which a cron expression of AWS is due on the days that it names. */
export function minutesOfDay(cron: string): number[] {
  const [minutes = "", hours = ""] = /^cron\((.*)\)$/.exec(cron)?.[1]?.split(/ +/) ?? [];
  const [minute, hour] = fields.map((field, index) => valuesOf([minutes, hours][index], field));
  return (hour ?? []).flatMap((h) => (minute ?? []).map((m) => h * 60 + m));
}

/** Values that a field of numbers names, ascending. */
function valuesOf(part: string | undefined, { least, most }: Field): number[] {
  const named = (part ?? "").split(",").flatMap((entry) => {
    const [base = "", step] = entry.split("/");
    const [first = least, last = step === undefined ? first : most] =
      base === "*" ? [least, most] : base.split("-").map(Number);
    const every = Number(step ?? 1);
    const values = Array.from({ length: most - least + 1 }, (_, index) => least + index);
    return values.filter(
      (value) => value >= first && value <= last && (value - first) % every === 0,
    );
  });
  return [...new Set(named)].sort((a, b) => a - b);
}

function isOpen(part: string, index: number): boolean {
  return ((index === 2 || index === 4) && part === "?") || (index === 4 && NTH_WEEKDAY.test(part));
}

function isField(part: string, field: Field): boolean {
  return part.split(",").every((entry) => {
    const [base = "", step, ...more] = entry.split("/");
    const isStep =
      step === undefined ||
      (field.steps !== false && /^[1-9]\d*$/.test(step) && Number(step) <= field.most);
    return more.length === 0 && isStep && isBase(base, field, step === undefined);
  });
}

/** True for the part of an entry before its increment: all values, one, a range, or a letter of the field. */
function isBase(base: string, field: Field, alone: boolean): boolean {
  if (base === "*") {
    return true;
  }
  if (alone && field.others?.test(base)) {
    const name = /^[A-Z]{3}(?=L$)/.exec(base)?.[0];
    return name === undefined || field.names?.includes(name) === true;
  }
  const ends = base.split("-").map((end) => valueOf(end, field));
  const [first = NaN, last = first] = ends;
  return ends.length <= 2 && first >= field.least && first <= last && last <= field.most;
}

/** Number of a value; not a number for a text that is none of the field. */
function valueOf(text: string, { least, names = [] }: Field): number {
  const index = names.indexOf(text);
  return index >= 0 ? least + index : /^\d{1,4}$/.test(text) ? Number(text) : NaN;
}

/** False for days that none of the months has, such as February 30. */
function hasDay(days: string, months: string): boolean {
  const month = { least: 1, most: 12, names: MONTHS };
  const longest = months.split(",").reduce((most, entry) => {
    const [base = "", step] = entry.split("/");
    const [first = NaN, last = first] = base.split("-").map((end) => valueOf(end, month));
    const covered = base === "*" || step !== undefined ? DAYS : DAYS.slice(first - 1, last);
    return Math.max(most, ...covered);
  }, 0);
  return days.split(",").some((entry) => {
    const first = /^\d+/.exec(entry)?.[0];
    return first === undefined || Number(first) <= longest;
  });
}

/** False for years that have all passed. */
function hasYear(years: string): boolean {
  const present = new Date().getUTCFullYear();
  return years.split(",").some((entry) => {
    const [base = "", step] = entry.split("/");
    return base === "*" || step !== undefined || Number(base.split("-").at(-1)) >= present;
  });
}
