/** Value of a YAML scalar as go-yaml v3 resolves it, which is neither YAML 1.1 nor 1.2 (its file resolve.go). */

/** Date that a scalar contains, in the two forms in which the Pulumi CLI passes it on. */
export class YamlDate {
  public constructor(
    /** RFC 3339, for `Pulumi.yaml`: `2027-01-31T00:00:00Z`. */
    public readonly iso: string,
    /** The form of Go, for stack files: `2027-01-31 00:00:00 +0000 UTC`. */
    public readonly go: string,
  ) {}
}

export type ScalarValue = string | number | boolean | null | YamlDate;

const words = new Map<string, ScalarValue>([
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, NaN] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((word) => [word, Infinity] as const),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, -Infinity] as const),
]);

/** Value of a scalar without quotes and without a tag. */
export function plainScalar(text: string): ScalarValue {
  const word = words.get(text);
  if (word !== undefined) {
    return word;
  }
  if (text.startsWith(".")) {
    const isNumber = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/.test(text);
    return isNumber ? finite(text.replaceAll("_", ""), text) : text;
  }
  return /^[-+\d]/.test(text) ? (dateOf(text) ?? numberOf(text)) : text;
}

/** Largest integers that go-yaml reads as such; larger ones become floating-point numbers. */
const [least, most] = [-(2n ** 63n), 2n ** 64n - 1n];

function numberOf(text: string): number | string {
  const plain = text.replaceAll("_", "");
  const [, sign = "", digits = ""] = /^([-+]?)(.*)$/.exec(plain) ?? [];
  const integer = integerOf(digits);
  const signed = sign === "-" && integer !== undefined ? -integer : integer;
  // An unsigned integer of 64 bits has no sign.
  if (signed !== undefined && signed >= least && signed <= (sign === "" ? most : 2n ** 63n - 1n)) {
    return Number(signed);
  }
  const isDecimal = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(plain);
  return isDecimal ? finite(plain, text) : text;
}

/** Integer of base 2, 8, 10 or 16; a leading 0 means base 8. */
function integerOf(digits: string): bigint | undefined {
  if (/^0[bB][01]+$|^0[oO][0-7]+$|^0[xX][\da-fA-F]+$/.test(digits)) {
    return BigInt(digits.toLowerCase());
  }
  if (/^0[0-7]*$/.test(digits)) {
    return BigInt(`0o0${digits}`);
  }
  return /^[1-9]\d*$/.test(digits) ? BigInt(digits) : undefined;
}

/** The number, without a negative zero; a number that is too large stays a text. */
function finite(number: string, text: string): number | string {
  const value = Number(number);
  return Number.isFinite(value) ? value + 0 : text;
}

const datePattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:([Tt])| )(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(Z|[-+]\d{2}:\d{2})?)?$/;

/** The date that a text contains, or `undefined` when go-yaml reads a text. */
export function dateOf(text: string): YamlDate | undefined {
  const match = datePattern.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, year = "", month = "", day = "", separator, hour = "0", minute = "0", second = "0"] =
    match;
  const [, , , , , , , , fraction = "", zone] = match;
  // With a T the time zone is required, with a blank there is none.
  const isTimed = match[5] !== undefined;
  if (isTimed && (separator === undefined) !== (zone === undefined)) {
    return undefined;
  }
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const days = new Date(Date.UTC(2000 + (y % 400), mo, 0)).getUTCDate();
  if (mo < 1 || mo > 12 || d < 1 || d > days || h > 23 || mi > 59 || s > 59) {
    return undefined;
  }
  const [offsetHours, offsetMinutes] = (zone ?? "Z") === "Z" ? [0, 0] : offsetOf(zone ?? "");
  if (offsetHours > 24 || offsetMinutes >= 60) {
    return undefined;
  }
  const two = (value: number): string => String(value).padStart(2, "0");
  const nanoseconds = fraction.slice(0, 9).replace(/0+$/, "");
  const time = `${two(h)}:${two(mi)}:${two(s)}${nanoseconds === "" ? "" : `.${nanoseconds}`}`;
  const date = `${year}-${two(mo)}-${two(d)}`;
  const isUtc = zone === undefined || zone === "Z" || /^[-+]00:00$/.test(zone);
  const offset = (zone ?? "").replace(":", "");
  return new YamlDate(
    `${date}T${time}${isUtc ? "Z" : zone}`,
    `${date} ${time} ${isUtc ? "+0000 UTC" : `${offset} ${offset}`}`,
  );
}

function offsetOf(zone: string): [number, number] {
  const [hours = 0, minutes = 0] = zone.slice(1).split(":").map(Number);
  return [hours, minutes];
}
