import type { Finding, Reading, ResourceView } from "../types/preview-rule";

/** Reads `property.nested.…` of a resource; the first of a list stands for it, as providers write single blocks. */
export function readPath(resource: ResourceView, path: string): Reading {
  const [property = "", ...nested] = path.split(".");
  return nested.reduce(within, resource.read(property));
}

/** A known block has its unknown parts as `undefined` values. */
function within(block: Reading, property: string): Reading {
  if (block.state !== "known") {
    return block;
  }
  const value: unknown = Array.isArray(block.value) ? block.value[0] : block.value;
  if (typeof value !== "object" || value === null) {
    return value === undefined && isFilled(block.value)
      ? { state: "unknown" }
      : { state: "absent" };
  }
  if (!(property in value)) {
    return { state: "absent" };
  }
  const inner: unknown = (value as Record<string, unknown>)[property];
  return inner === undefined ? { state: "unknown" } : { state: "known", value: inner };
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

/** The known value at a path; `undefined` when it is absent or not known yet. */
export function known(resource: ResourceView, path: string): unknown {
  const reading = readPath(resource, path);
  return reading.state === "known" ? reading.value : undefined;
}

/** True for `true`, written as a boolean or as text. */
export function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

/** True when the property is surely not `true`: an unknown value is decided once it is known. */
export function isNotTrue(reading: Reading): boolean {
  return reading.state === "absent" || (reading.state === "known" && !isTrue(reading.value));
}

/** True when the property is surely `false`, written as a boolean or, as some arguments are, as text. */
export function isFalse(value: unknown): boolean {
  return value === false || value === "false";
}

/** The items of a list of objects; anything else counts as an empty list. */
export function objects(value: unknown): Record<string, unknown>[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter(
    (item): item is Record<string, unknown> => typeof item === "object" && item !== null,
  );
}

/** A value that is written as JSON text or as it is; text that is no JSON counts as nothing. */
export function parsed(value: unknown): unknown {
  if (typeof value !== "string") {
    return value;
  }
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** Statements of a policy document, whether it was written as JSON text or as an object. */
export function statementsOf(value: unknown): Record<string, unknown>[] {
  return objects(parsed(value)).flatMap((policy) => objects(policy["Statement"]));
}

/** True for what is wrong as long as it is not a certain value: an unknown one is decided once it is known. */
export function isNot(reading: Reading, value: string): boolean {
  return (
    reading.state === "absent" || (reading.state === "known" && String(reading.value) !== value)
  );
}

/** Finds a switch that is surely not on. */
export function switchedOff(resource: ResourceView, path: string, remedy = "set it"): Finding[] {
  return isNotTrue(readPath(resource, path))
    ? [{ message: `does not set ${path} to true; ${remedy}` }]
    : [];
}

/** Finds a switch that is surely on. */
export function switchedOn(resource: ResourceView, path: string, remedy: string): Finding[] {
  return isTrue(known(resource, path)) ? [{ message: `sets ${path} to true; ${remedy}` }] : [];
}
