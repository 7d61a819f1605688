import { closest, distance } from "fastest-levenshtein";
import * as z from "zod";

/** One problem of the configuration. */
export interface Problem {
  /** Path of the value: `organization.accounts.prod.email`, `Pulumi.prod.yaml: role`. */
  readonly path: string;
  /** Rule that the value breaks: "must be a 12-digit AWS account id". */
  readonly rule: string;
  /** Present value as JSON; `nothing` when it is absent. */
  readonly found: string;
  /** Change that solves the problem. */
  readonly remedy: string;
}

/** Error with every problem of the configuration. Pulumi prints its message without a stack trace. */
export class ConfigurationError extends Error {
  public override readonly name = "ConfigurationError";
  /** Property that `pulumi.RunError.isInstance` looks for. With it, commands that only check the configuration need no SDK. */
  public readonly __pulumiRunError = true;

  public constructor(public readonly problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(
      `the configuration has ${count}; nothing was created\n${problems.map(formatProblem).join("\n")}`,
    );
  }
}

/** One problem as a line of text. */
export function formatProblem(problem: Problem): string {
  return `  ${problem.path}: ${problem.rule}, found ${problem.found}; ${problem.remedy}`;
}

const FOUND_LENGTH = 80;

/** Text of a value for a problem: JSON, cut after 80 characters. */
export function show(value: unknown): string {
  if (value === undefined) {
    return "nothing";
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    return String(value);
  }
  const text = JSON.stringify(value);
  return text.length > FOUND_LENGTH ? `${text.slice(0, FOUND_LENGTH)}…` : text;
}

/** The candidate that is most similar to a mistyped word, or `undefined` when none is similar enough. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) {
    return undefined;
  }
  const best = closest(word, candidates);
  return distance(word, best) <= Math.max(2, Math.floor(word.length / 2)) ? best : undefined;
}

/** Remedy for a word that is not one of the allowed ones. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  if (candidates.length === 0) {
    return "remove it";
  }
  const guess = nearest(word, candidates);
  return guess === undefined
    ? `use one of ${[...candidates].sort().join(", ")}`
    : `did you mean "${guess}"?`;
}

/**
 * A schema with one more rule and the remedy for it. The rule runs only on values of the schema's own type.
 */
export function must<T extends z.ZodType>(
  schema: T,
  isValid: (value: z.output<T>) => boolean,
  rule: string,
  remedy: string,
): T {
  return schema.refine(isValid, { error: rule, params: { remedy } });
}

/** Validates `value` and adds each fault to `problems`. Returns the value with its defaults, or `undefined`. */
export function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  path: string,
  problems: Problem[],
): z.output<T> | undefined {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  for (const issue of result.error.issues) {
    problems.push(...describe(issue, value, path, schema));
  }
  return undefined;
}

function describe(
  issue: z.core.$ZodIssue,
  root: unknown,
  base: string,
  schema: z.ZodType,
): Problem[] {
  const path = join(base, issue.path).replace(/: $/, "");
  const found = show(at(root, issue.path));
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: join(path, [key]),
      rule: "unknown key",
      found: show(at(root, [...issue.path, key])),
      remedy: didYouMean(key, keysAt(schema, issue.path)),
    }));
  }
  if (issue.code === "invalid_key") {
    // The key of a record breaks its rule: the problem shows the key instead of the value.
    return issue.issues.map((inner) => ({
      path,
      rule: `the name ${inner.message}`,
      found: show(issue.path.at(-1)),
      remedy: remedyOf(inner) ?? "rename it",
    }));
  }
  if (issue.code === "invalid_value") {
    const allowed = issue.values.map(String);
    const value = at(root, issue.path);
    const remedy = didYouMean(typeof value === "string" ? value : "", allowed);
    return [{ path, rule: `must be one of ${allowed.join(", ")}`, found, remedy }];
  }
  if (issue.code === "invalid_type") {
    const rule = found === "nothing" ? "is required" : `must be of type ${issue.expected}`;
    const number = issue.expected === "string" && /^-?\d/.test(found);
    const remedy = number
      ? "put it in quotes, with all its digits: without quotes, YAML reads a number and drops leading zeros"
      : (describeShape(schemaAt(schema, issue.path)) ?? `write a value of type ${issue.expected}`);
    return [{ path, rule, found, remedy }];
  }
  if (issue.code === "too_small" || issue.code === "too_big") {
    const [bound, limit] =
      issue.code === "too_small" ? ["at least", issue.minimum] : ["at most", issue.maximum];
    const unit = issue.origin === "array" ? " entries" : "";
    const rule = `must be ${bound} ${String(limit)}${unit}`;
    return [{ path, rule, found, remedy: `change it to ${bound} ${String(limit)}${unit}` }];
  }
  const remedy = remedyOf(issue) ?? `change it so that it ${issue.message}`;
  return [{ path, rule: issue.message, found, remedy }];
}

function remedyOf(issue: z.core.$ZodIssue): string | undefined {
  const remedy: unknown = issue.code === "custom" ? issue.params?.["remedy"] : undefined;
  return typeof remedy === "string" ? remedy : undefined;
}

function join(base: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === "number"
        ? `${text}[${part}]`
        : text === "" || text.endsWith(": ")
          ? `${text}${String(part)}`
          : `${text}.${String(part)}`,
    base,
  );
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (current, part) =>
      typeof current === "object" && current !== null
        ? (current as Record<PropertyKey, unknown>)[part]
        : undefined,
    value,
  );
}

/** Keys that the schema allows at a path. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const found = schemaAt(schema, path);
  if (found instanceof z.ZodObject) {
    return Object.keys(found.shape);
  }
  return found instanceof z.ZodRecord && found.keyType instanceof z.ZodEnum
    ? found.keyType.options.map(String)
    : [];
}

/** Schema of the value at a path. */
function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): unknown {
  let current: unknown = unwrap(schema);
  for (const part of path) {
    if (current instanceof z.ZodObject) {
      current = unwrap((current.shape as Record<PropertyKey, unknown>)[part]);
    } else if (current instanceof z.ZodRecord) {
      current = unwrap(current.valueType);
    } else if (current instanceof z.ZodArray) {
      current = unwrap(current.element);
    }
  }
  return current;
}

/** Remedy for a missing object: the keys that it needs. */
function describeShape(schema: unknown): string | undefined {
  return schema instanceof z.ZodObject
    ? `add the keys ${Object.keys(schema.shape).join(", ")}`
    : undefined;
}

function unwrap(schema: unknown): unknown {
  let current = schema;
  while (
    current instanceof z.ZodOptional ||
    current instanceof z.ZodDefault ||
    current instanceof z.ZodPrefault
  ) {
    current = current.unwrap();
  }
  return current;
}
