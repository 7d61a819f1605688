import type { Finding, Reading, ResourceView } from "../types/preview-rule";

/**
 * Reads `property.nested.…` of a resource. Of a list the first item is read: providers write single blocks as lists.
 */
export function readPath(resource: ResourceView, path: string): Reading {
  const [property = "", ...nested] = path.split(".");
  return nested.reduce(within, resource.read(property));
}

/** Reads a property of a block; an unknown part of a known block is `undefined`. */
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

/** True for `true` as a boolean or as text. */
export function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

/** True when the property is not `true`. False for an unknown value. */
export function isNotTrue(reading: Reading): boolean {
  return reading.state === "absent" || (reading.state === "known" && !isTrue(reading.value));
}

/** True for `false` as a boolean or as text, which some arguments require. */
export function isFalse(value: unknown): boolean {
  return value === false || value === "false";
}

/** The objects of a list; any other value results in an empty list. */
export function objects(value: unknown): Record<string, unknown>[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter(
    (item): item is Record<string, unknown> => typeof item === "object" && item !== null,
  );
}

/** A value that is either JSON text or an object. Text that is not JSON results in `undefined`. */
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

/** Statements of a policy document, from JSON text or from an object. */
export function statementsOf(value: unknown): Record<string, unknown>[] {
  return objects(parsed(value)).flatMap((policy) => objects(policy["Statement"]));
}

/** True when the property is absent or has another value. False for an unknown value. */
export function isNot(reading: Reading, value: string): boolean {
  return (
    reading.state === "absent" || (reading.state === "known" && String(reading.value) !== value)
  );
}

/** A finding when a switch is off. None when its value is unknown. */
export function switchedOff(resource: ResourceView, path: string, remedy = "set it"): Finding[] {
  return isNotTrue(readPath(resource, path))
    ? [{ message: `does not set ${path} to true; ${remedy}` }]
    : [];
}

/** A finding when a switch is on. None when its value is unknown. */
export function switchedOn(resource: ResourceView, path: string, remedy: string): Finding[] {
  return isTrue(known(resource, path)) ? [{ message: `sets ${path} to true; ${remedy}` }] : [];
}
