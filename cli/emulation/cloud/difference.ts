import type { Values } from "../core/types";
import { answerOf } from "../models/answers";
import { conditionOf } from "../models/conditions";
import { replacementOf } from "../models/replacement";
import { UNKNOWN } from "../protocol/values";
import { comparable } from "./answers";

/** Inputs of a resource that a new program changes, by their top-level names. */
export interface ChangedInputs {
  readonly changed: readonly string[];
  readonly replacing: readonly string[];
}

/** A place in the inputs where old and new differ; paths have no indexes of lists. */
interface Place {
  readonly path: string;
  /** The input that the program has taken away, this one or one above it. */
  readonly removed?: string;
}

/**
 * Compares the inputs of a resource of AWS as its provider does: by nested paths, with the inputs that the API accepts
 * only at creation, those that stay when a program takes them away, and the conditions between old and new values. The
 * order of a set and the form of a document are no difference.
 *
 * @param old What AWS has.
 * @param next New inputs; values that are not known yet are `UNKNOWN`.
 * @param region Region of the provider: an input that names it is the same as none.
 * @throws Error for a type that the table of replacements lacks.
 */
export function changedInputs(
  type: string,
  old: Readonly<Values>,
  next: Readonly<Values>,
  region: string,
): ChangedInputs {
  const { createOnly, kept } = replacementOf(type);
  const { computed } = answerOf(type);
  const [before, after] = [old, next].map((inputs) => comparable(type, withRegion(inputs, region)));
  const changed = new Set<string>();
  const replacing = new Set<string>();
  for (const { path, removed } of placesOf(before, after)) {
    const effect = conditionOf(type, path, old, next);
    const stays =
      removed !== undefined &&
      (kept.includes(removed) || (computed.includes(removed) && effect !== "replaces"));
    if (effect === "same" || stays) {
      continue;
    }
    const [top = path] = path.split(".");
    changed.add(top);
    if (effect === "replaces" || isCreateOnly(path, createOnly)) {
      replacing.add(top);
    }
  }
  return { changed: [...changed], replacing: [...replacing] };
}

/**
 * True for a path in the list, and for one below it, unless the list names what is below: then a block's items cannot come
 * and go, but what the list does not name in them can change.
 */
function isCreateOnly(path: string, createOnly: readonly string[]): boolean {
  return createOnly.some(
    (input) =>
      path === input ||
      (path.startsWith(`${input}.`) && !createOnly.some((other) => other.startsWith(`${input}.`))),
  );
}

function withRegion(inputs: Readonly<Values>, region: string): Readonly<Values> {
  return "region" in inputs ? inputs : { ...inputs, region };
}

/** The places at which two values differ. What is only on one side counts with everything in it. */
function placesOf(old: unknown, next: unknown, at: Place = { path: "" }): Place[] {
  if (old === next && next !== UNKNOWN) {
    return [];
  }
  if (!isObject(old) && !isObject(next)) {
    return [at];
  }
  const isList = Array.isArray(old) || Array.isArray(next);
  const before = isObject(old) ? old : {};
  const after = isObject(next) ? next : {};
  const inside = [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    placesOf(before[key], after[key], isList ? at : inputOf(at, key, after[key] === undefined)),
  );
  return isObject(old) && isObject(next) ? inside : [at, ...inside];
}

function inputOf({ path, removed }: Place, key: string, isAbsent: boolean): Place {
  const below = path === "" ? key : `${path}.${key}`;
  const root = removed ?? (isAbsent ? below : undefined);
  return root === undefined ? { path: below } : { path: below, removed: root };
}

function isObject(value: unknown): value is Readonly<Values> {
  return typeof value === "object" && value !== null;
}
