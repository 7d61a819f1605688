import type { Reading, ResourceView } from "./guardrail";

/** The known value of a property; `undefined` when it is absent or not known yet. */
export function known(resource: ResourceView, property: string): unknown {
  const reading = resource.read(property);
  return reading.state === "known" ? reading.value : undefined;
}

/** True when the property is surely not `true`: an unknown value is decided once it is known. */
export function isNotTrue(reading: Reading): boolean {
  return reading.state === "absent" || (reading.state === "known" && reading.value !== true);
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

/** Statements of a policy document, whether it was written as JSON text or as an object. */
export function statementsOf(value: unknown): Record<string, unknown>[] {
  let document: unknown = value;
  if (typeof value === "string") {
    try {
      document = JSON.parse(value);
    } catch {
      return [];
    }
  }
  return objects(document).flatMap((policy) => objects(policy["Statement"]));
}
