import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Key that marks secrets, unknown values and references to resources in the wire format of Pulumi. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export type Wire = Record<string, unknown>;

/** Converts values to a message's struct. */
export function toStruct(values: Readonly<Wire>): Struct {
  return Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
}

function isSigned(value: unknown, signature: string): value is Wire {
  return typeof value === "object" && value !== null && (value as Wire)[SIGNATURE] === signature;
}

export function isSecret(value: unknown): value is Wire {
  return isSigned(value, SECRET);
}

/** Marks a wire value as secret. */
export function secret(value: unknown): unknown {
  return isSecret(value) ? value : { [SIGNATURE]: SECRET, value };
}

/** Values for printing: `[secret]` and `[unknown]` replace the values that are not shown. */
export function redact(value: unknown): unknown {
  return walk(value, (leaf) => (isSecret(leaf) ? "[secret]" : "[unknown]"));
}

/** Values for a provider: secrets in clear, unknown values absent or replaced by `unknown`. */
export function reveal(value: unknown, unknown?: string): unknown {
  return walk(value, (leaf) => (isSecret(leaf) ? reveal(leaf["value"], unknown) : unknown));
}

/** True when the value or a part of it is not known. */
export function hasUnknown(value: unknown): boolean {
  return holds(value, (part) => part === UNKNOWN);
}

/** True when the value or a part of it is secret. */
export function holdsSecret(value: unknown): boolean {
  return holds(value, isSecret);
}

function holds(value: unknown, test: (part: unknown) => boolean): boolean {
  return (
    test(value) ||
    (typeof value === "object" &&
      value !== null &&
      Object.values(value).some((part) => holds(part, test)))
  );
}

/** Merges two objects and their nested objects; where both contain a key, the value of `over` is used. */
export function merge(under: Wire, over: Wire): Wire {
  const merged: Wire = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isPlain(below) && isPlain(value) ? merge(below, value) : value;
  }
  return merged;
}

/** The parts of an object that another one lacks, also those of nested objects: the outputs without the inputs. */
export function without(values: Wire, given: Wire): Wire {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const taken = given[key];
      if (taken === undefined) {
        return [[key, value]];
      }
      return isPlain(value) && isPlain(taken) ? [[key, without(value, taken)]] : [];
    }),
  );
}

/** The values of an object at the places where another one has values, also those of nested objects. */
export function onlyAt(values: Wire, given: Wire): Wire {
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, place]) => {
      const value = values[key];
      if (value === undefined) {
        return [];
      }
      return [[key, isPlain(value) && isPlain(place) ? onlyAt(value, place) : value]];
    }),
  );
}

/**
 * Computed outputs of a resource in a preview: inside an object that is also an input, the parts that only the cloud
 * returns are unknown. Other outputs are absent, which the SDK takes for unknown.
 */
export function unknownBeside(outputs: Wire, inputs: Wire): Wire {
  return Object.fromEntries(
    Object.entries(outputs)
      .filter(([key, value]) => isPlain(value) && isPlain(inputs[key]))
      .map(([key, value]) => [key, unknownLike(value as Wire)]),
  );
}

/** The same objects with every value unknown. */
export function unknownLike(value: Wire): Wire {
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, isPlain(part) ? unknownLike(part) : UNKNOWN]),
  );
}

function isPlain(value: unknown): value is Wire {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(SIGNATURE in value)
  );
}

function walk(value: unknown, special: (leaf: unknown) => unknown): unknown {
  if (value === UNKNOWN || isSecret(value)) {
    return special(value);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (isSigned(value, RESOURCE)) {
    return value["id"] ?? value["urn"];
  }
  if (Array.isArray(value)) {
    return value.map((item) => walk(item, special));
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, special)]));
}
