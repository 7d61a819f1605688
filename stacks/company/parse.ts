import * as z from "zod";
import { listOf, nearest, type Problem, show, unknownKeyRemedy } from "./problems";
import { replacementOf } from "./replaced-keys";
import { holdsUnreadable, markUnsound, UNREADABLE, whereSound } from "./sound";

/** Result of reading a value that has a problem itself, as opposed to a problem in one of its parts. */
const unsound = Symbol("unsound");

/**
 * Validates `value` and adds each fault to `problems`.
 *
 * A part with a fault is unsound in the result: a check that reads it ends there (`whereSound`). All other parts have their
 * values and defaults, so that one mistake hides no other.
 *
 * @returns `undefined` when the value as a whole has the wrong type, or cannot be read.
 */
export function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  path: string,
  problems: Problem[],
): z.output<T> | undefined {
  const result = schema.safeParse(value);
  if (result.success && !holdsUnreadable(value)) {
    return result.data;
  }
  const parts = readPart(schema, value, path, problems);
  return parts === unsound ? undefined : (parts as z.output<T>);
}

function readPart(schema: z.ZodType, value: unknown, path: string, problems: Problem[]): unknown {
  if (value === UNREADABLE) {
    return unsound;
  }
  const inner = unwrap(schema);
  const container = readContainer(inner, value, path, problems);
  if (container !== undefined) {
    for (const { _zod: rule } of inner._zod.def.checks ?? []) {
      whereSound(() => {
        const payload: z.core.ParsePayload = { value: container, issues: [] };
        void rule.check(payload as z.core.ParsePayload<never>);
        for (const issue of payload.issues) {
          const { message, ...rest } = z.core.util.finalizeIssue(issue, {}, z.core.config());
          problems.push(describe({ ...rest, message }, value, path, inner));
        }
      });
    }
    return container;
  }
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const option = inner instanceof z.ZodUnion ? alternative(inner, value) : undefined;
  if (option) {
    return readPart(option, value, path, problems);
  }
  const { issues } = result.error;
  // An empty text breaks every rule of its form: the first one states the form that is wanted.
  for (const issue of typeof value === "string" && value.trim() === ""
    ? issues.slice(0, 1)
    : issues) {
    const found = valueAt(value, issue.path);
    problems.push(describe(issue, found, join(path, issue.path), inner));
  }
  return unsound;
}

/** Reads the parts of an object, a record or a list one by one. Returns `undefined` for another schema or value. */
function readContainer(
  schema: z.ZodType,
  value: unknown,
  path: string,
  problems: Problem[],
): object | undefined {
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    const list: unknown[] = [];
    value.forEach((item: unknown, index) => {
      place(list, index, readPart(itemOf(schema), item, join(path, [index]), problems));
    });
    return list;
  }
  if (schema instanceof z.ZodObject && isObject(value)) {
    return readObject(schema, value, path, problems);
  }
  return schema instanceof z.ZodRecord && isObject(value)
    ? readRecord(schema, value, path, problems)
    : undefined;
}

function readObject(
  schema: z.ZodObject,
  value: Readonly<Record<string, unknown>>,
  path: string,
  problems: Problem[],
): object {
  const shape = schema.shape as Readonly<Record<string, z.ZodType>>;
  const strict = schema.def.catchall instanceof z.ZodNever;
  const absent = Object.keys(shape).filter((key) => !Object.hasOwn(value, key));
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(shape, key));
  const result: Record<string, unknown> = {};
  const misspelt = new Set<string>();
  for (const key of strict ? unknown : []) {
    problems.push(unknownKey(join(path, [key]), value[key], key, absent, Object.keys(shape)));
    misspelt.add(nearest(key, absent) ?? key);
  }
  for (const [key, part] of Object.entries(shape)) {
    // The value of a misspelt key is unknown: neither "is required" nor its default would be right.
    const read = misspelt.has(key)
      ? unsound
      : readPart(part, value[key], join(path, [key]), problems);
    if (read !== undefined) {
      place(result, key, read);
    }
  }
  return result;
}

function readRecord(
  schema: z.ZodRecord,
  value: Readonly<Record<string, unknown>>,
  path: string,
  problems: Problem[],
): object {
  const { keyType, valueType } = schema as unknown as { keyType: z.ZodType; valueType: z.ZodType };
  const known = keyType instanceof z.ZodEnum ? keyType.options.map(String) : undefined;
  const result: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    const at = join(path, [key]);
    const name = keyType.safeParse(key);
    if (name.success) {
      place(result, key, readPart(valueType, part, at, problems));
      continue;
    }
    place(result, key, unsound);
    if (known) {
      const absent = known.filter((option) => !Object.hasOwn(value, option));
      problems.push(unknownKey(at, part, key, absent, known));
    } else {
      for (const issue of name.error.issues) {
        const rule = `the name ${issue.message}`;
        problems.push({ path: at, rule, found: show(key), remedy: remedyOf(issue) ?? "rename it" });
      }
    }
  }
  return result;
}

/** Problem of an unknown key. */
function unknownKey(
  path: string,
  value: unknown,
  key: string,
  absent: readonly string[],
  known: readonly string[],
): Problem {
  const found = show(value);
  const replacement = replacementOf(path);
  return replacement === undefined
    ? {
        path,
        rule: "unknown key",
        found,
        remedy: unknownKeyRemedy(key, absent, known, pageOf(path)),
      }
    : { path, rule: "is a key of an older release", found, remedy: replacement };
}

function place(target: object, key: PropertyKey, value: unknown): void {
  if (value === unsound) {
    markUnsound(target, key);
  } else {
    Object.assign(target, { [key]: value });
  }
}

/** The alternative of a union that fits the value best: for an object, the one that takes objects. */
function alternative(schema: z.ZodUnion, value: unknown): z.ZodType | undefined {
  const options = schema.options as readonly z.ZodType[];
  return options.find((option) => isContainer(unwrap(option)) === isObject(value));
}

/** Problem of one issue. `schema` is that of the value, when it is known. */
function describe(
  issue: z.core.$ZodIssue,
  value: unknown,
  path: string,
  schema: z.ZodType | undefined,
): Problem {
  const at = path.replace(/: $/, "");
  const found = show(value);
  if (issue.code === "invalid_value") {
    const allowed = issue.values.map(String);
    const rule = `must be one of ${listOf(allowed)}`;
    return { path: at, rule, found, remedy: choose(at, value, allowed) };
  }
  if (issue.code === "invalid_type") {
    return value === undefined
      ? { path: at, rule: "is required", found, remedy: `add the key; ${howToWrite(schema)}` }
      : {
          path: at,
          rule: `must be ${typeNames[issue.expected] ?? issue.expected}`,
          found,
          remedy: correctType(issue.expected, value, schema),
        };
  }
  if ((issue.code === "too_small" || issue.code === "too_big") && Array.isArray(value)) {
    return { path: at, found, ...boundOf(issue, value) };
  }
  return { path: at, rule: issue.message, found, remedy: remedyOf(issue) ?? howToWrite(schema) };
}

/** Rule and remedy for a number of entries outside its bounds. */
function boundOf(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  { length }: readonly unknown[],
): Pick<Problem, "rule" | "remedy"> {
  const low = issue.code === "too_small";
  const limit = String(low ? issue.minimum : issue.maximum);
  const bound = `${low ? "at least" : "at most"} ${limit}`;
  const entries = limit === "1" ? "entry" : "entries";
  return {
    rule: `must have ${bound} ${entries}, not ${length}`,
    remedy: low ? "add an entry, or remove the key" : "remove entries",
  };
}

/** Names of types for a reader of YAML. */
const typeNames: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  number: "a number",
  object: "an object with keys",
  record: "an object with keys",
  string: "text",
};

/** Remedy for a value that is none of the allowed ones. */
function choose(path: string, value: unknown, allowed: readonly string[]): string {
  const guess = typeof value === "string" ? nearest(value, allowed) : undefined;
  const key = /[\w-]+$/.exec(path)?.[0];
  const example = key === undefined ? (allowed[0] ?? "") : `${key}: ${allowed[0] ?? ""}`;
  return guess === undefined
    ? `write for example ${example} (${pageOf(path)})`
    : `did you mean "${guess}"?`;
}

/** Remedy for a value of another type. */
function correctType(expected: string, value: unknown, schema: z.ZodType | undefined): string {
  const text = show(value);
  if (value === null && !(schema && isContainer(schema))) {
    return "write a value after the colon, or remove the key";
  }
  if (expected === "string" && typeof value === "number") {
    return "put it in quotes, with all its digits: without quotes, YAML reads a number, and 1.30 becomes 1.3";
  }
  if (expected === "string" && typeof value === "boolean") {
    return `put the word in quotes: without them, YAML reads ${text}`;
  }
  if (expected === "array" && typeof value !== "object") {
    return `put it in brackets: [${text.replace(/^"|"$/g, "")}]`;
  }
  if (expected === "boolean") {
    return "write true or false without quotes";
  }
  if (expected === "number" && /^"-?\d+"$/.test(text)) {
    return `remove the quotes: ${text.slice(1, -1)}`;
  }
  return howToWrite(schema);
}

function isContainer(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject || schema instanceof z.ZodRecord;
}

/** Instruction for writing a value of a schema. */
function howToWrite(schema: z.ZodType | undefined): string {
  if (schema instanceof z.ZodPipe) {
    return howToWrite(unwrap(schema.in as z.ZodType));
  }
  const own = schema?._zod.def.checks?.flatMap(({ _zod: { def } }) => {
    const { params } = def as { params?: { remedy?: unknown } };
    return typeof params?.remedy === "string" ? [params.remedy] : [];
  });
  // A rule of a list or an object is about its parts: its remedy is none for the whole.
  const hasParts = schema instanceof z.ZodArray || schema instanceof z.ZodObject;
  if (own?.[0] !== undefined && !hasParts) {
    return own[0];
  }
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Readonly<Record<string, z.ZodType>>;
    const keys = Object.keys(shape);
    const needed = keys.filter((key) => shape[key]?.safeParse(undefined).success === false);
    return needed.length > 0
      ? `write its keys below it, indented: ${needed.join(", ")}`
      : `write keys below it, indented, such as ${keys.slice(0, 3).join(", ")}`;
  }
  if (schema instanceof z.ZodEnum) {
    return `write one of ${listOf(schema.options.map(String))}`;
  }
  if (schema instanceof z.ZodArray) {
    return "write a list, such as [a, b]";
  }
  if (schema instanceof z.ZodRecord) {
    return "write names below it, indented, each with a colon";
  }
  return schema instanceof z.ZodNumber
    ? "write digits without quotes, such as 3"
    : schema instanceof z.ZodBoolean
      ? "write true or false without quotes"
      : "write the value in quotes";
}

/** Page that lists the keys and values at a path. */
function pageOf(path: string): string {
  if (path.startsWith("organization.guardrails")) {
    return "docs/guardrails.md lists all";
  }
  return path.startsWith("organization")
    ? "docs/roles/management.md lists all"
    : "the page of the role in docs/roles lists all";
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

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (current, part) =>
      typeof current === "object" && current !== null
        ? (current as Record<PropertyKey, unknown>)[part]
        : undefined,
    value,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function itemOf(schema: z.ZodArray): z.ZodType {
  return schema.element as z.ZodType;
}

/** The schema without what it adds for an absent value. */
function unwrap(schema: z.ZodType): z.ZodType {
  let current = schema;
  while (
    current instanceof z.ZodOptional ||
    current instanceof z.ZodNullable ||
    current instanceof z.ZodDefault ||
    current instanceof z.ZodPrefault
  ) {
    current = current.unwrap() as z.ZodType;
  }
  return current;
}
