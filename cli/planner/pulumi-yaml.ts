/**
 * Reads YAML as the Pulumi CLI does. The CLI reads with go-yaml v3, which follows no single version of YAML: 017 is 15 and
 * 2027-01-31 is a date as in YAML 1.1, yes and on are texts as in YAML 1.2. The syntax comes from the package `yaml`, the
 * values from the rules below. test/engine/pulumi-yaml.test.ts compares both readers.
 */
import {
  type Alias,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  Scalar,
  type YAMLError,
} from "yaml";
import { UNREADABLE } from "../../stacks/company/sound";
import { dateOf, plainScalar, type ScalarValue, YamlDate } from "./yaml-scalar";

/** File that the CLI reads: it converts the values of the two kinds differently. */
export type PulumiFile = "project" | "stack";

/** A fault that the CLI refuses too, or in which a value would be lost. */
export interface YamlFault {
  /** 1 for the first line. */
  readonly line: number;
  readonly rule: string;
  readonly found: string;
  readonly remedy: string;
}

/** Error with every fault of a file, and the value of the rest of it. */
export class YamlFaultsError extends Error {
  public override readonly name = "YamlFaultsError";

  /** @param value Value of the file with `UNREADABLE` for its parts with a fault. */
  public constructor(
    public readonly faults: readonly YamlFault[],
    public readonly value: unknown,
  ) {
    super(faults.map(({ rule }) => rule).join("\n"));
  }
}

/**
 * Value of a file in the form in which the CLI passes it to a program.
 *
 * @throws YamlFaultsError
 */
export function readPulumiYaml(text: string, file: PulumiFile): unknown {
  const content = text.replace(/^\uFEFF/, "");
  const lines = new LineCounter();
  const documents = parseAllDocuments(content, {
    // Every plain scalar stays a text: this file gives it its value.
    schema: "failsafe",
    resolveKnownTags: false,
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    merge: false,
  });
  const [document, second] = documents;
  const faults: YamlFault[] = [...characterFaults(content)];
  // The other faults of the syntax are mostly results of the first one.
  const [error] = document?.errors ?? [];
  if (error !== undefined) {
    faults.push(syntaxFault(error, lines.linePos(error.pos[0]).line, content));
  }
  if (second !== undefined) {
    faults.push({
      line: lines.linePos(second.range[0]).line,
      rule: "must be one document: the Pulumi CLI ignores everything after the second ---",
      found: `${documents.length} documents`,
      remedy: "remove the line --- and put both parts under the same keys",
    });
  }
  if (faults.length > 0) {
    throw new YamlFaultsError(faults, UNREADABLE);
  }
  const reader = new Reader(file, content, lines);
  const value = document?.contents ? reader.valueOf(document.contents) : null;
  if (reader.faults.length > 0) {
    throw new YamlFaultsError(reader.faults, value);
  }
  return value;
}

class Reader {
  public readonly faults: YamlFault[] = [];
  readonly #anchors = new Map<string, Node>();
  /** Aliases that are being followed. */
  readonly #followed = new Set<string>();

  public constructor(
    private readonly file: PulumiFile,
    private readonly content: string,
    private readonly lines: LineCounter,
  ) {}

  public valueOf(node: Node | null): unknown {
    if (node === null) {
      return null;
    }
    if (isAlias(node)) {
      return this.#follow(node, (target) => this.valueOf(target), UNREADABLE);
    }
    if (node.anchor !== undefined) {
      this.#anchors.set(node.anchor, node);
    }
    if (isScalar(node)) {
      return this.#plainValue(node);
    }
    if (isSeq(node)) {
      // A pair in a flow list, [a: 1], is a map of one key.
      return node.items.map((item) =>
        isPair(item)
          ? this.#mapOf([item as Pair<Node, Node | null>])
          : this.valueOf(item as Node | null),
      );
    }
    return isMap(node) ? this.#mapOf(node.items as Pair<Node, Node | null>[]) : null;
  }

  #scalarOf(node: Scalar): ScalarValue {
    const tag = node.tag?.replace("tag:yaml.org,2002:", "!!");
    const text = textOf(node);
    const source = this.content.slice(...(node.range?.slice(0, 2) ?? [0, 0]));
    if (node.type === Scalar.QUOTE_DOUBLE && source.replaceAll("\\\\", "").includes("\\/")) {
      this.#fault(node, "a text must contain no escaped slash", text, "write / alone");
    }
    if (tag === undefined || tag === "!") {
      return node.type === Scalar.PLAIN ? plainScalar(text) : text;
    }
    if (tag === "!!binary") {
      return Buffer.from(text, "base64").toString();
    }
    const kind = kinds.get(tag);
    if (kind === undefined) {
      return text;
    }
    const value = tag === "!!timestamp" ? dateOf(text) : plainScalar(text);
    if (value === undefined || !kind(value)) {
      this.#fault(node, `must be a value of the tag ${tag}`, text, "remove the tag");
      return UNREADABLE;
    }
    return value;
  }

  /** Value of a scalar: null, a boolean, a number or a text. A date becomes the text that a program receives. */
  #plainValue(node: Scalar): unknown {
    const value = this.#scalarOf(node);
    if (value instanceof YamlDate) {
      return this.file === "project" ? value.iso : value.go;
    }
    if (typeof value === "number" && !Number.isFinite(value)) {
      this.#fault(
        node,
        "must be a number that JSON can contain",
        textOf(node),
        "write another number, or put the text in quotes",
      );
      return UNREADABLE;
    }
    return value;
  }

  #mapOf(pairs: readonly Pair<Node, Node | null>[]): unknown {
    const repeated = this.#refuseRepeatedKeys(pairs);
    const entries = new Map<string, unknown>();
    if (!this.#add(entries, pairs)) {
      return UNREADABLE;
    }
    for (const name of repeated) {
      entries.set(name, UNREADABLE);
    }
    return Object.fromEntries(entries);
  }

  /**
   * Adds the keys of a map, and then those that it merges. A key that exists already stays as it is.
   *
   * @returns False when a key is lost.
   */
  #add(entries: Map<string, unknown>, pairs: readonly Pair<Node, Node | null>[]): boolean {
    let complete = true;
    const merges: (Node | null)[] = [];
    for (const { key, value } of pairs) {
      if (isMergeKey(key)) {
        merges.push(value);
        continue;
      }
      const name = this.#keyOf(key);
      const item = this.valueOf(value);
      if (name === undefined) {
        complete = false;
      } else if (!entries.has(name)) {
        entries.set(name, item);
      }
    }
    return merges.map((merged) => this.#merge(entries, merged)).every(Boolean) && complete;
  }

  /** Adds the keys that a map merges. Returns false when a key is lost. */
  #merge(entries: Map<string, unknown>, merged: Node | null): boolean {
    let complete = true;
    for (const source of isSeq(merged) ? (merged.items as Node[]) : [merged]) {
      const target = isAlias(source) ? this.#anchors.get(source.source) : source;
      if (target === undefined && isAlias(source)) {
        this.#follow(source, () => undefined, undefined);
        complete = false;
      } else if (isMap(target)) {
        this.valueOf(target); // Registers its anchors.
        complete = this.#add(entries, target.items as Pair<Node, Node | null>[]) && complete;
      } else if (source !== null) {
        complete = false;
        this.#fault(
          source,
          "<< must merge a map or a list of maps",
          textOf(target ?? source),
          "write << only before an alias of a map, such as *common",
        );
      }
    }
    return complete;
  }

  /** Name of a key. `Pulumi.yaml` allows texts only; in a stack file, the CLI turns other values into texts. */
  #keyOf(key: Node): string | undefined {
    const scalar = isAlias(key) ? this.#anchors.get(key.source) : key;
    const value = isScalar(scalar) ? this.#scalarOf(scalar) : undefined;
    if (typeof value === "string") {
      this.valueOf(key); // Registers its anchor.
      const blank = ODD_BLANK.exec(value)?.[1];
      if (blank !== undefined) {
        this.faults.push(blankFault(blank, this.#lineOf(key)));
        return undefined;
      }
      return value;
    }
    if (this.file === "stack" && value !== undefined && !(value instanceof YamlDate)) {
      return value === null ? "<nil>" : String(value);
    }
    this.#fault(key, "the key must be a text", textOf(key), "put the key in quotes");
    return undefined;
  }

  /** Returns the keys that appear again: which of their values is meant is not known. */
  #refuseRepeatedKeys(pairs: readonly Pair<Node, Node | null>[]): Set<string> {
    const firsts = new Map<string, Node>();
    const repeated = new Set<string>();
    for (const { key } of pairs) {
      // The CLI compares the texts of scalars, whether quoted or not.
      const name = isScalar(key) || isAlias(key) ? textOf(key) : undefined;
      const first = name === undefined ? undefined : firsts.get(name);
      if (name !== undefined && first === undefined) {
        firsts.set(name, key);
      } else if (name !== undefined && first !== undefined) {
        repeated.add(name);
        this.#fault(
          key,
          "a map must contain a key only once",
          `${name} in line ${this.#lineOf(first)} too`,
          "remove one of them: the Pulumi CLI refuses the file",
        );
      }
    }
    return repeated;
  }

  #follow<T>(alias: Alias, use: (target: Node) => T, otherwise: T): T {
    const name = alias.source;
    const target = this.#anchors.get(name);
    if (target === undefined) {
      this.#fault(
        alias,
        "an alias must refer to an anchor before it",
        `*${name}`,
        `write &${name} before the value that it repeats`,
      );
      return otherwise;
    }
    if (this.#followed.has(name)) {
      this.#fault(
        alias,
        "an anchor must not contain itself",
        `*${name}`,
        "write the value in full",
      );
      return otherwise;
    }
    this.#followed.add(name);
    const result = use(target);
    this.#followed.delete(name);
    return result;
  }

  #lineOf(node: Node): number {
    return this.lines.linePos(node.range?.[0] ?? 0).line;
  }

  #fault(node: Node, rule: string, found: string, remedy: string): void {
    this.faults.push({ line: this.#lineOf(node), rule, found, remedy });
  }
}

/** Values that fit a tag. */
const kinds = new Map<string, (value: ScalarValue) => boolean>([
  ["!!null", (value) => value === null],
  ["!!bool", (value) => typeof value === "boolean"],
  ["!!int", (value) => typeof value === "number" && Number.isInteger(value)],
  ["!!float", (value) => typeof value === "number"],
  ["!!timestamp", (value) => value instanceof YamlDate],
]);

/** True for `<<`, also in quotes: the CLI writes the file anew, without them, and reads it again. */
function isMergeKey(key: Node | null): boolean {
  return isScalar(key) && key.value === "<<";
}

/** Text of a node for a message. */
function textOf(node: Node): string {
  if (isAlias(node)) {
    return `*${node.source}`;
  }
  if (isScalar(node)) {
    return typeof node.value === "string" ? node.value : "";
  }
  return isSeq(node) ? "a list" : "a map";
}

/** Characters that the CLI refuses, and line ends that YAML 1.1 alone knows. */
function* characterFaults(content: string): Generator<YamlFault> {
  for (const [index, line] of content.split("\n").entries()) {
    const [found] =
      /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\u2028\u2029\uFEFF\uFFFE\uFFFF]/.exec(line) ?? [];
    if (found !== undefined) {
      const code = codeOf(found);
      const isLineEnd = /[\x85\u2028\u2029]/.test(found);
      yield {
        line: index + 1,
        rule: isLineEnd
          ? "must contain no special line ends: the Pulumi CLI reads a space or a new line"
          : "must contain no control characters",
        found: code,
        remedy: `remove it, or write it in double quotes as "\\u${code.slice(2)}"`,
      };
    }
  }
}

function codeOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** A blank of another kind in the indentation. Editors show it like a space. */
const ODD_BLANK = /^ *([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000])/;

function blankFault(blank: string, line: number): YamlFault {
  return {
    line,
    rule: "must be indented with spaces",
    found: `the character ${codeOf(blank)}, such as a non-breaking space`,
    remedy: "replace it with a space: editors show the two alike",
  };
}

function syntaxFault({ code, message }: YAMLError, line: number, content: string): YamlFault {
  const texts = content.split("\n");
  const found = (texts[line - 1] ?? "").trim();
  // The fault is sometimes found in the line after it.
  const odd = [line, line - 1].flatMap((at) => {
    const blank = ODD_BLANK.exec(texts[at - 1] ?? "")?.[1];
    return blank === undefined ? [] : [{ at, blank }];
  });
  if (odd[0] !== undefined) {
    return blankFault(odd[0].blank, odd[0].at);
  }
  if (code === "TAB_AS_INDENT") {
    const remedy = "replace the tab with spaces: YAML allows no tabs there";
    return { line, rule: "must be indented with spaces", found: "a tab", remedy };
  }
  const cause = message.replace(/ at line \d+, column \d+:?[\s\S]*$/, "").split("\n")[0] ?? message;
  return {
    line,
    rule: "must be YAML",
    found: JSON.stringify(found.slice(0, 80)),
    remedy: `correct the line: ${cause.charAt(0).toLowerCase()}${cause.slice(1)}`,
  };
}
