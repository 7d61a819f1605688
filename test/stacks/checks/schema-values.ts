import * as z from "zod";
import { unwrapped } from "../../support/strictness/schemas-below";
import { isObject } from "./company-files";

/** Values of one key of a schema, each valid by the schema alone. */
export interface SchemaLeaf {
  /** Keys from the root; an entry of a list has its index, one of a record an invented key. */
  readonly path: readonly string[];
  /** Valid values, the smallest and the largest first; `undefined` for a key that may be absent. */
  readonly values: readonly unknown[];
}

/** Whole numbers among which the bounds of each rule are found. */
const numbers = [
  ...Array.from({ length: 400 }, (_, number) => number),
  ...[400, 545, 731, 1000, 1095, 1096, 1827, 2192, 3650, 3653, 16_384, 36_500, 65_536, 1_000_000],
];

/** Lengths of texts among which the longest of each rule is found. */
const lengths = [1, 2, 3, 25, 32, 36, 40, 50, 60, 63, 64, 100, 126, 128, 253, 256, 400, 1000];

/** One text of every kind that some key takes, and texts of unusual characters. */
const texts = [
  ...["x", "X", "é", "a b", "a.b", "a_b", "a/b", "a\nb", "a'b", '"', "$", "1", "@", "*", "x-y"],
  ...["17", "18", "8.0", "8.2", "1.35", "1.36", "v1.10.1-eksbuild.1", "2026-12-31"],
  ...["m7g.large", "t4g.medium", "c7i.xlarge", "db.m7g.large", "db.t4g.micro", "cache.m7g.large"],
  ...[
    "cron(0 3 * * ? *)",
    "cron(0/30 0,12 ? * MON-FRI *)",
    "use1-az1",
    "use1-az3",
    "us-east-1",
    "eu-central-1",
  ],
  ...["10.0.0.0/8", "10.64.0.0/16", "203.0.113.0/24", "198.51.100.7/32", "0.0.0.0/1"],
  ...["example.org", "xn--bcher-kva.example", "dkim.eu-south-1.amazonses.com", "222222222222"],
  ...["team@example.org", "a!b@example.org", "a/b@example.org", "a~b@example.org", "k@b.co"],
  ...["{account}@b.co", "aws+{account}@example.org", "+1 (555) 0100", "1", "sandbox", "prod"],
  ...["o-abcdefghij", "r-abcd", "ou-abcd-12345678", "s3://bucket/folder", "service", "Macie.1"],
  ...["file:///tmp/state", "awskms://alias/key?region=us-east-1", "ci/deployer"],
];

/** Texts with the largest number of characters. */
const longTexts = lengths.flatMap((length) => [
  "x".repeat(length),
  "1".repeat(length),
  `${"x".repeat(Math.max(1, length - 8))}@b.co.uk`,
  `${"x".repeat(50)}.`.repeat(Math.ceil(length / 51)) + "example",
]);

/**
 * Every key of a schema with valid values: the bounds of each number, each value of an enumeration, texts of each kind and
 * of the largest length, lists with no entry, one and many.
 *
 * @param present A value of the schema: the keys of its records are walked too.
 */
export function leavesOf(
  schema: z.ZodType,
  path: readonly string[],
  present: unknown = {},
): SchemaLeaf[] {
  const inner = unwrapped(schema);
  const below = isObject(present) ? present : {};
  const parts =
    inner instanceof z.ZodRecord
      ? Object.keys(below).map((key) => [key, valueType(inner)] as const)
      : inner instanceof z.ZodObject
        ? Object.entries<z.ZodType>(inner.shape)
        : [];
  return [
    { path, values: valuesOf(schema) },
    ...parts.flatMap(([key, part]) => leavesOf(part, [...path, key], below[key])),
  ];
}

function valueType(record: z.ZodRecord): z.ZodType {
  return record.valueType as z.ZodType;
}

const known = new WeakMap<z.ZodType, readonly unknown[]>();

/** Valid values of a schema, computed once. */
function valuesOf(schema: z.ZodType): readonly unknown[] {
  const before = known.get(schema);
  if (before !== undefined) {
    return before;
  }
  const isValid = (value: unknown): boolean => schema.safeParse(value).success;
  const absent = isValid(undefined) ? [undefined] : [];
  const values = [...absent, ...candidatesOf(unwrapped(schema), isValid)];
  known.set(schema, values);
  return values;
}

function candidatesOf(inner: z.ZodType, isValid: (value: unknown) => boolean): unknown[] {
  if (inner instanceof z.ZodNumber) {
    const valid = numbers.filter(isValid);
    return [...new Set([valid[0], valid.at(-1), valid[1], valid.at(-2)])];
  }
  if (inner instanceof z.ZodString) {
    const longest = longTexts.filter(isValid).sort((left, right) => right.length - left.length);
    return [...longest.slice(0, 2), ...texts.filter(isValid)];
  }
  if (inner instanceof z.ZodBoolean) {
    return [true, false];
  }
  if (inner instanceof z.ZodEnum) {
    return inner.options;
  }
  if (inner instanceof z.ZodArray) {
    const entries = valuesOf(inner.element as z.ZodType).filter((entry) => entry !== undefined);
    const lists = [[], entries.slice(0, 10), ...entries.map((entry) => [entry])];
    return [...lists, [entries[0], entries[0]], entries].filter(isValid);
  }
  if (inner instanceof z.ZodRecord) {
    const values = valuesOf(valueType(inner)).filter((value) => value !== undefined);
    const keys = valuesOf(inner.keyType as z.ZodType).filter((key) => typeof key === "string");
    const records = keys.map((key, index) => ({ [key]: values[index % values.length] }));
    const ofEachValue = values.map((value) => ({ [keys[0] ?? "x"]: value }));
    return [{}, ...records, ...ofEachValue].filter(isValid);
  }
  if (inner instanceof z.ZodObject) {
    const parts = Object.entries<z.ZodType>(inner.shape);
    const of = (choose: (values: readonly unknown[]) => unknown): unknown =>
      Object.fromEntries(parts.map(([key, part]) => [key, choose(valuesOf(part))]));
    const given = (values: readonly unknown[]): unknown[] =>
      values.filter((value) => value !== undefined);
    return [
      {},
      of(([first]) => first),
      of((values) => given(values)[0]),
      of((values) => given(values).at(-1)),
    ].filter(isValid);
  }
  return [];
}
