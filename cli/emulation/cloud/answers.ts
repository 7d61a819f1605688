import { createHash } from "node:crypto";
import type { Values } from "../core/types";
import { answerOf, documentOf, hasAnswer, unorderedLists } from "../models/answers";
import { completionOf } from "../models/completions";
import { merge } from "../protocol/values";

/**
 * Inputs of a resource as AWS returns them and the provider stores them: sets in an order of their own, documents with
 * other keys first, maps with more keys, and defaults of what was left out. A type that no table has is returned as it was
 * sent; its first update fails.
 */
export function answered(type: string, inputs: Readonly<Values>): Values {
  if (!hasAnswer(type)) {
    return inputs;
  }
  const reordering = [...answerOf(type).sets, ...unorderedLists(type)];
  const completed = merge(completionOf(type), inputs);
  const reordered = walk(completed, "", (value, path) =>
    Array.isArray(value) && reordering.includes(path) ? byHash(value) : value,
  ) as Values;
  const document = documentOf(type);
  return document?.stored === true && document.compared === "json"
    ? { ...reordered, ...rewritten(reordered, document.input) }
    : reordered;
}

/**
 * Inputs in a form in which equal means no difference for the provider: sets are sorted, and equivalent documents are the
 * same text.
 */
export function comparable(type: string, inputs: Readonly<Values>): Values {
  const { sets } = answerOf(type);
  const document = documentOf(type);
  return walk(inputs, "", (value, path) => {
    if (Array.isArray(value) && sets.includes(path)) {
      return sorted(value);
    }
    if (document?.input === path && typeof value === "string" && document.compared !== "text") {
      return plainDocument(value, document.compared === "policy");
    }
    return value;
  }) as Values;
}

/** Applies a function to everything in a value, from the inside; paths have no indexes of lists. */
function walk(
  value: unknown,
  path: string,
  apply: (value: unknown, path: string) => unknown,
): unknown {
  if (Array.isArray(value)) {
    return apply(
      value.map((item) => walk(item, path, apply)),
      path,
    );
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        key,
        walk(part, path === "" ? key : `${path}.${key}`, apply),
      ]),
    );
  }
  return apply(value, path);
}

/** Items in the order of their hashes, in which the provider stores a set. */
function byHash(items: readonly unknown[]): unknown[] {
  const hash = (item: unknown): string =>
    createHash("sha256").update(JSON.stringify(item)).digest("hex");
  return [...items].sort((left, right) => hash(left).localeCompare(hash(right)));
}

function sorted(items: readonly unknown[]): unknown[] {
  return [...items].sort((left, right) =>
    JSON.stringify(left).localeCompare(JSON.stringify(right), "en"),
  );
}

/** The same document with its keys in another order. */
function rewritten(inputs: Readonly<Values>, input: string): Values {
  const document = parsed(inputs[input]);
  return document === undefined ? {} : { [input]: JSON.stringify(withSortedKeys(document)) };
}

/** A text that is the same for equivalent documents. */
function plainDocument(text: string, policy: boolean): string {
  const document = parsed(text);
  if (document === undefined) {
    return text;
  }
  return JSON.stringify(withSortedKeys(policy ? withoutOrder(document) : document));
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === "string" ? (JSON.parse(text) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => withSortedKeys(item));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([left], [right]) => left.localeCompare(right, "en"))
        .map(([key, part]) => [key, withSortedKeys(part)]),
    );
  }
  return value;
}

/** A policy document in which lists are sorted, and a single value is a list. */
function withoutOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return sorted(
      value.map((item: unknown) => (typeof item === "object" ? withoutOrder(item) : item)),
    );
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        key,
        typeof part === "string" ? [part] : withoutOrder(part),
      ]),
    );
  }
  return value;
}
