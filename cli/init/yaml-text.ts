import * as yaml from "yaml";

/** A single value of YAML; `undefined` for one that is not known yet. */
export type Scalar = string | number | boolean | undefined;

/** A value of YAML: a scalar, a list of scalars, a mapping in one line, a block of entries, or a list of one block. */
export type Value =
  Scalar | readonly string[] | readonly [Block] | Readonly<Record<string, Scalar>> | Block;

export interface Entry {
  readonly key: string;
  readonly value: Value;
  /** Comment above the entry. */
  readonly comment?: string;
}

/** A mapping whose entries are on lines of their own. */
export class Block {
  public constructor(public readonly entries: readonly Entry[]) {}
}

export function entry(key: string, value: Value, comment?: string): Entry {
  return { key, value, ...(comment !== undefined && { comment }) };
}

export function block(...entries: readonly (Entry | false)[]): Block {
  return new Block(entries.filter((item) => item !== false));
}

/** Characters of a line, as in `.prettierrc.json`. */
const WIDTH = 100;

/** Text of a YAML file in the format of Prettier. Entries without a value are left out. */
export function yamlText(content: Block): string {
  return `${linesOf(content, "").join("\n")}\n`;
}

function linesOf({ entries }: Block, indent: string): string[] {
  return entries.flatMap(({ key, value, comment }) => {
    const name = `${indent}${scalar(key)}:`;
    const lines = valueLines(name, value, indent);
    return lines.length === 0 || comment === undefined
      ? lines
      : [...wrap(comment, indent), ...lines];
  });
}

function valueLines(name: string, value: Value, indent: string): string[] {
  if (value === undefined) {
    return [];
  }
  if (value instanceof Block) {
    const below = linesOf(value, `${indent}  `);
    return below.length > 0 ? [name, ...below] : [`${name} {}`];
  }
  if (isListOfBlock(value)) {
    const [first = "", ...rest] = linesOf(value[0], `${indent}    `);
    return [name, `${indent}  - ${first.trimStart()}`, ...rest];
  }
  if (isList(value)) {
    const line = `${name} [${value.map((item) => scalar(item, true)).join(", ")}]`;
    return line.length <= WIDTH
      ? [line]
      : [name, ...value.map((item) => `${indent}  - ${scalar(item)}`)];
  }
  if (typeof value === "object") {
    const items = Object.entries(value).filter(([, item]) => item !== undefined);
    const flow = items.map(([key, item]) => `${scalar(key, true)}: ${scalar(item, true)}`);
    const line = `${name} ${flow.length > 0 ? `{ ${flow.join(", ")} }` : "{}"}`;
    return line.length <= WIDTH
      ? [line]
      : [name, ...items.map(([key, item]) => `${indent}  ${scalar(key)}: ${scalar(item)}`)];
  }
  return [`${name} ${scalar(value)}`];
}

function isListOfBlock(value: Value): value is readonly [Block] {
  return Array.isArray(value) && value[0] instanceof Block;
}

function isList(value: Value): value is readonly string[] {
  return Array.isArray(value);
}

/** Words that one reader of YAML or another takes for a boolean. */
const BOOLEANS = /^(?:y|yes|n|no|on|off)$/i;

/** A scalar; text is in quotes unless every reader of YAML takes it for the same text. */
function scalar(value: Scalar, inFlow = false): string {
  if (typeof value !== "string") {
    return String(value);
  }
  const isPlain =
    /^[a-z/][\w ./:@+?=&{}-]*$/i.test(value) &&
    !/: |[: ]$/.test(value) &&
    !(inFlow && /[{}]/.test(value)) &&
    !BOOLEANS.test(value) &&
    yaml.parse(value) === value;
  return isPlain || isRange(value) ? value : JSON.stringify(value);
}

/** True for an IPv4 range: no reader takes it for a number. */
function isRange(text: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+\/\d+$/.test(text);
}

function wrap(comment: string, indent: string): string[] {
  const lines: string[] = [];
  let line = `${indent}#`;
  for (const word of comment.split(" ")) {
    if (line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = `${indent}#`;
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
