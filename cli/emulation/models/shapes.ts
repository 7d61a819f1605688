import type { ResourceRequest, Values } from "../core/types";
import { CloudError } from "../core/errors";
import { UNKNOWN } from "../protocol/values";
import table from "./shapes.json";

/** Constraints of a text or a number; in the table, none is there without a constraint. */
export interface Shape {
  /** Shortest and longest text, in characters. */
  readonly min?: number;
  readonly max?: number;
  /** Regular expression with the flag `u`, found anywhere in the text. */
  readonly pattern?: string;
  /** Values; numbers as text. */
  readonly enum?: readonly string[];
  /** Smallest and largest number. */
  readonly from?: number;
  readonly to?: number;
}

/** Constraints of the inputs of a type; paths have dots, no indexes of lists, and `*` for any key of a map. */
export interface TypeShapes {
  /** Code of the error for a value that the service does not accept. */
  readonly code: string;
  readonly rules: Readonly<Record<string, Shape>>;
  /** Inputs that a model of the service has without a constraint. */
  readonly free: readonly string[];
}

/** A value that AWS refuses. */
interface Fault {
  readonly path: string;
  readonly value: unknown;
  /** Constraint, in the words of AWS. */
  readonly constraint: string;
}

const types = table.types as Readonly<Record<string, TypeShapes>>;
const { key: tagKey, value: tagValue }: Readonly<Record<"key" | "value", Shape>> =
  table.common.tags;

/** Names of objects in a cluster, and the reason that the Kubernetes API names. */
const kubernetes: TypeShapes = {
  code: "Invalid",
  rules: {
    "metadata.name": table.common.kubernetes.name,
    "metadata.namespace": table.common.kubernetes.name,
  },
  free: [],
};

/** Constraints of a type's inputs; `undefined` for a type that the table lacks. */
export function shapesOf(type: string): TypeShapes | undefined {
  return type.startsWith("kubernetes:") ? kubernetes : types[type];
}

/**
 * Refuses a text or number that the service does not accept: its length, its pattern, its enumeration, its range. Values
 * that are not known yet are absent.
 *
 * @throws CloudError such as ValidationException, with the path of the input.
 */
export function refuseShapes({ type, inputs }: Pick<ResourceRequest, "type" | "inputs">): void {
  const shapes = shapesOf(type);
  if (shapes === undefined) {
    return;
  }
  for (const { path, value, constraint } of faultsIn(inputs, shapes.rules, "")) {
    const shown = String(value).slice(0, 80);
    throw new CloudError(
      shapes.code,
      /^InvalidParameterValue/.test(shapes.code)
        ? `Value (${shown}) for parameter ${path} is invalid. ${constraint}`
        : `1 validation error detected: Value '${shown}' at '${path}' failed to satisfy constraint: ${constraint}`,
    );
  }
}

function* faultsIn(
  value: unknown,
  rules: Readonly<Record<string, Shape>>,
  path: string,
): Generator<Fault> {
  if (Array.isArray(value)) {
    for (const item of value) {
      yield* faultsIn(item, rules, path);
    }
    return;
  }
  const rule = rules[path];
  if (typeof value !== "object" || value === null) {
    yield* faultsOf(value, rule, path);
    return;
  }
  if (rule !== undefined) {
    // A document that the program gives as an object is sent as text.
    yield* faultsOf(JSON.stringify(value), rule, path);
    return;
  }
  if (/(?:^|\.)tags$/.test(path)) {
    yield* tagFaults(value as Values, path);
    return;
  }
  const any = `${path}.*`;
  for (const [name, part] of Object.entries(value)) {
    yield* faultsIn(part, rules, any in rules ? any : path === "" ? name : `${path}.${name}`);
  }
}

function* tagFaults(tags: Readonly<Values>, path: string): Generator<Fault> {
  for (const [key, value] of Object.entries(tags)) {
    yield* faultsOf(key, tagKey, path);
    yield* faultsOf(value, tagValue, `${path}.${key}`);
  }
}

function* faultsOf(value: unknown, rule: Shape | undefined, path: string): Generator<Fault> {
  if (
    rule === undefined ||
    value === UNKNOWN ||
    (typeof value !== "string" && typeof value !== "number")
  ) {
    return;
  }
  const constraint = constraintOf(rule, value);
  if (constraint !== undefined) {
    yield { path, value, constraint };
  }
}

/** The first constraint that a value does not satisfy. */
function constraintOf(rule: Shape, value: string | number): string | undefined {
  const text = String(value);
  const length = Array.from(text).length;
  const number = Number(value);
  if (rule.max !== undefined && length > rule.max) {
    return `Member must have length less than or equal to ${rule.max}`;
  }
  if (rule.min !== undefined && length < rule.min) {
    return `Member must have length greater than or equal to ${rule.min}`;
  }
  if (rule.enum !== undefined && !rule.enum.includes(text)) {
    return `Member must satisfy enum value set: [${rule.enum.join(", ")}]`;
  }
  if (rule.pattern !== undefined && !expression(rule.pattern).test(text)) {
    return `Member must satisfy regular expression pattern: ${rule.pattern}`;
  }
  if (rule.from !== undefined && number < rule.from) {
    return `Member must have value greater than or equal to ${rule.from}`;
  }
  return rule.to !== undefined && number > rule.to
    ? `Member must have value less than or equal to ${rule.to}`
    : undefined;
}

const expressions = new Map<string, RegExp>();

function expression(pattern: string): RegExp {
  const known = expressions.get(pattern) ?? new RegExp(pattern, "u");
  expressions.set(pattern, known);
  return known;
}
