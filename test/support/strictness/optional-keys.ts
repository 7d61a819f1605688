import * as z from "zod";
import { dayFromToday } from "../../../stacks/company/clock";

/** A key that may be left out, with values that it may have. */
export interface OptionalKey {
  readonly path: string;
  readonly values: readonly unknown[];
  /** True when no other value is possible, or the values are the bounds. */
  readonly all: boolean;
}

/** Texts of every kind that the schemas know; a key takes those that its schema accepts. */
const texts = [
  ...[
    "prod",
    "sandbox",
    "network",
    "17",
    "18",
    "8.1",
    "1.35",
    "1.36",
    "us-east-1",
    "us-west-2",
    "use1-az1",
    "www",
    "other",
  ],
  ...["db.t4g.medium", "cache.t4g.small", "m7g.xlarge", "198.51.100.0/24", "10.48.0.0/16"],
  ...["letsencrypt.org", "people@company.org", "Macie.1"],
  ...["cron(0 4 * * ? *)", "OrganizationAccountAccessRole", "Workloads/Production"],
  ...["Workloads/NonProduction", "111111111111", "1000000009", "o-abcdefghij", "r-abcd"],
  ...["ou-abcd-12345678", "permissionSet:Administrator", "s3:GetObject", "arn:aws:s3:::company"],
  ...["S3", "EKS", "Environment", "Project", "organization.homeRegion"],
];
const numbers = [1, 2, 3, 5, 7, 14, 20, 30, 35, 50, 90, 100, 365, 1000, 1095, 3650, 3653, 36_500];

/** Keys that may be left out, in a value and the sections below it. */
export function optionalKeys(schema: unknown, value: unknown, path: string): OptionalKey[] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) {
    const shape = inner.shape as Readonly<Record<string, z.ZodType>>;
    return Object.entries(shape).flatMap(([name, part]) => {
      const at = `${path}.${name}`;
      const given = partOf(value, name);
      const own =
        isOptional(part) && !(unwrap(part) instanceof z.ZodObject && isEmptyByDefault(part));
      const values = own ? valuesOf(part, given) : [];
      return [
        ...(own ? [{ path: at, values, all: isClosed(unwrap(part)) }] : []),
        ...optionalKeys(part, given ?? sampleOf(part), at),
      ];
    });
  }
  if (inner instanceof z.ZodRecord || inner instanceof z.ZodArray) {
    const element = inner instanceof z.ZodArray ? inner.element : inner.valueType;
    return typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([name, part]) =>
          optionalKeys(element, part, `${path}.${name}`),
        )
      : [];
  }
  return [];
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** Schema without the wrappers of optional keys, defaults and conversions. */
function unwrap(schema: unknown): unknown {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return unwrap(schema.unwrap());
  }
  return schema instanceof z.ZodPipe ? unwrap(schema.in) : schema;
}

function isOptional(schema: z.ZodType): boolean {
  return schema.safeParse(undefined).success;
}

/** True for a section that is the same left out and empty. */
function isEmptyByDefault(schema: z.ZodType): boolean {
  return schema.safeParse({}).success;
}

/** Every value of an enumeration, both booleans, the bounds of a number, an empty list and each entry alone. */
function valuesOf(schema: z.ZodType, given: unknown): unknown[] {
  const candidates = candidatesOf(unwrap(schema));
  const accepted = [given, ...candidates].filter(
    (value) => value !== undefined && schema.safeParse(value).success,
  );
  return unwrap(schema) instanceof z.ZodNumber
    ? [
        ...new Set([
          accepted[0],
          ...accepted.slice(-1),
          ...accepted.filter((value) => value === 365),
        ]),
      ]
    : accepted;
}

function isClosed(schema: unknown): boolean {
  return (
    schema instanceof z.ZodEnum ||
    schema instanceof z.ZodBoolean ||
    schema instanceof z.ZodNumber ||
    schema instanceof z.ZodUnion
  );
}

function candidatesOf(schema: unknown): unknown[] {
  if (schema instanceof z.ZodEnum) {
    return [...schema.options];
  }
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap((option) => candidatesOf(unwrap(option)));
  }
  if (schema instanceof z.ZodBoolean) {
    return [false, true];
  }
  if (schema instanceof z.ZodNumber) {
    return numbers;
  }
  if (schema instanceof z.ZodString) {
    return texts;
  }
  if (schema instanceof z.ZodArray) {
    const items = candidatesOf(unwrap(schema.element));
    return [[], ...items.map((item) => [item]), ...(items.length < 20 ? [items] : [])];
  }
  if (schema instanceof z.ZodRecord) {
    return [{}, ...candidatesOf(unwrap(schema.valueType)).map((value) => ({ Extra: value }))];
  }
  const sample = sampleOf(schema);
  return sample === undefined ? [] : [sample];
}

/** A value of a section that the company leaves out. */
function sampleOf(schema: unknown): unknown {
  const inner = unwrap(schema);
  if (!(inner instanceof z.ZodObject)) {
    return undefined;
  }
  const required = Object.entries(inner.shape as Readonly<Record<string, z.ZodType>>).filter(
    ([, part]) => !isOptional(part),
  );
  return Object.fromEntries(
    required.map(([name, part]) => [
      name,
      name === "expires"
        ? dayFromToday(100)
        : (sampleOf(part) ??
          candidatesOf(unwrap(part)).find((value) => part.safeParse(value).success)),
    ]),
  );
}
