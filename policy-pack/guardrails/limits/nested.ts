/**
 * Collects the texts below one of the names in a value, at any depth. The value itself has the name of its property.
 */
export function textsUnder(names: readonly string[], property: string, value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => textsUnder(names, property, item));
  }
  if (typeof value === "string") {
    return names.includes(property) ? [value] : [];
  }
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, item]) => textsUnder(names, key, item))
    : [];
}
