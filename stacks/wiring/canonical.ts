/**
 * The value with the keys of all its objects in alphabetical order. Pulumi's engine passes configuration and outputs of
 * other stacks in maps whose order changes from run to run. With sorted keys, every run creates the same inputs.
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
