import type { Inputs, Remedied } from "./pair";

/** Inputs of a resource after a remedy. */
export function applied(inputs: Inputs, { set = {}, drop = [], replace = [] }: Remedied): Inputs {
  const text = replace.reduce(
    (json, [pattern, replacement]) => json.replace(pattern, replacement),
    JSON.stringify(withoutTexts(inputs)),
  );
  const changed = JSON.parse(text) as Record<string, unknown>;
  for (const name of drop) {
    everywhere(changed, name, (block) => Reflect.deleteProperty(block, name));
  }
  for (const [path, value] of Object.entries(set)) {
    const found = path.includes(".")
      ? 0
      : everywhere(changed, path, (block) => (block[path] = value));
    if (found === 0) {
      at(changed, path.split("."), value);
    }
  }
  return changed;
}

/** The same value with the objects that are written as JSON text: rules read both. */
function withoutTexts(value: unknown): unknown {
  if (typeof value === "string" && /^[[{]/.test(value)) {
    return withoutTexts(JSON.parse(value));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(withoutTexts)
    : Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutTexts(part)]));
}

/** Edits each block that has the name, at any depth; returns their number. */
function everywhere(
  value: unknown,
  name: string,
  edit: (block: Record<string, unknown>) => void,
): number {
  if (typeof value !== "object" || value === null) {
    return 0;
  }
  const below = Object.values(value)
    .map((part) => everywhere(part, name, edit))
    .reduce((sum, found) => sum + found, 0);
  if (Array.isArray(value) || !(name in value)) {
    return below;
  }
  edit(value as Record<string, unknown>);
  return below + 1;
}

function at(block: Record<string, unknown>, [name = "", ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    block[name] = value;
    return;
  }
  const inner = block[name];
  const next = typeof inner === "object" && inner !== null ? inner : {};
  block[name] = next;
  at(next as Record<string, unknown>, rest, value);
}
