import type { Reading, ResourceView } from "../../policy-pack/guardrails/types/preview-rule";
import { urnOf } from "../support/cases/made-up-resource";

/**
 * Names of the properties that a rule reads from three kinds of resources: without properties, with unknown ones only,
 * and with the given inputs.
 */
export function propertiesRead(
  type: string,
  check: (view: ResourceView) => unknown,
  inputs: readonly Readonly<Record<string, unknown>>[] = [],
): string[] {
  const read = new Set<string>();
  const readings: readonly ((property: string) => Reading)[] = [
    () => ({ state: "absent" }),
    () => ({ state: "unknown" }),
    ...inputs.map((given) => (property: string): Reading => {
      const value = given[property];
      return value === undefined ? { state: "absent" } : { state: "known", value };
    }),
  ];
  for (const readingOf of readings) {
    check({
      type,
      name: "example",
      urn: urnOf(type),
      read: (property) => {
        read.add(property);
        return readingOf(property);
      },
      readProvider: readingOf,
      references: () => [],
    });
  }
  return [...read];
}
