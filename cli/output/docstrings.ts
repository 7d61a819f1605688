import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import ts from "typescript";

/** Folder with the schemas of the configuration, seen from here and from the bundle in .cache/cli. */
const schemas = join(__dirname, "../../stacks/company");

/**
 * Docstrings of the configuration's keys, from the source of its schemas. The keys of one object find them: no two objects
 * have the same keys with other sentences.
 */
export class Docstrings {
  /** Sentences by key, for each object by its sorted keys. */
  readonly #objects = new Map<string, ReadonlyMap<string, string>>();

  /** @throws Error when two objects with the same keys describe them differently. */
  public constructor() {
    for (const file of readdirSync(schemas, { recursive: true, encoding: "utf8" })) {
      if (file.endsWith(".ts")) {
        const text = readFileSync(join(schemas, file), "utf8");
        this.#visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
      }
    }
  }

  /** Sentences of an object's keys, by key; empty for an object that the sources do not contain as it is. */
  public of(keys: readonly string[]): ReadonlyMap<string, string> {
    return this.#objects.get(signature(keys)) ?? new Map();
  }

  #visit(node: ts.Node): void {
    if (ts.isObjectLiteralExpression(node)) {
      const entries = node.properties.flatMap((property) =>
        (ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property)) &&
        ts.isIdentifier(property.name)
          ? [[property.name.text, sentenceOf(property)] as const]
          : [],
      );
      const documented = entries.filter(([, sentence]) => sentence !== "");
      if (documented.length > 0) {
        this.#add(signature(entries.map(([key]) => key)), new Map(documented));
      }
    }
    ts.forEachChild(node, (child) => {
      this.#visit(child);
    });
  }

  #add(keys: string, sentences: ReadonlyMap<string, string>): void {
    const earlier = this.#objects.get(keys);
    if (earlier !== undefined && !isDeepStrictEqual(earlier, sentences)) {
      throw new Error(`two objects have the keys ${keys}, with other docstrings: rename a key`);
    }
    this.#objects.set(keys, sentences);
  }
}

function signature(keys: readonly string[]): string {
  return [...keys].sort().join(" ");
}

/** Docstring of a key on one line: the description, then the default. */
function sentenceOf(property: ts.Node): string {
  const comment = ts.getJSDocCommentsAndTags(property).find(ts.isJSDoc);
  const line = (text: ts.JSDoc["comment"]): string =>
    (ts.getTextOfJSDocComment(text) ?? "").replaceAll(/\s+/g, " ").trim();
  const standard = comment?.tags?.find(({ tagName }) => tagName.text === "default");
  const ending = standard && `Default: ${line(standard.comment).replace(/^- /, "")}.`;
  return [line(comment?.comment), ending].filter(Boolean).join(" ");
}
