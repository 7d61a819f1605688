/**
 * The value with the keys of all its objects in alphabetical order. Configuration and outputs of other stacks come
 * through maps of the engine, whose order changes from run to run: the program's resources must not change with it.
 */
export function canonical(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(canonical);
  }
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, item]) => [key, canonical(item)]),
  );
}
