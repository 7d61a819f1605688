import stringWidth from "string-width";

/** Width of output that is not written to a terminal: a file, a pipe, the log of a pipeline. */
export const PIPE_WIDTH = 100;

/** Some terminals report a width of 0, and no text fits in a few columns. */
const LEAST_WIDTH = 40;

/** Width that output must fit: that of the environment variable COLUMNS, else of the terminal, else 100 columns. */
export function outputWidth(): number {
  const { columns } = process.stdout as Partial<NodeJS.WriteStream>;
  const width = Number(process.env["COLUMNS"]) || columns || PIPE_WIDTH;
  return Math.max(width, LEAST_WIDTH);
}

/** Number of columns that a text takes on a terminal; colours take none, and some letters two. */
export function visibleWidth(text: string): number {
  return stringWidth(text);
}

/**
 * Breaks the lines of a text that are wider than a width, between words: a longer word stays whole on its own line. The
 * following lines begin below the text after a label, such as `  AWS        `, or two columns further than the first.
 */
export function wrapText(text: string, width = outputWidth()): string {
  return text
    .split("\n")
    .map((line) => wrapLine(line, width))
    .join("\n");
}

/** A label and the blanks after it, or only the blanks at the beginning of a line. */
const LABEL = /^\s*(?:\S+(?: \S+)?(?= {2})\s+)?/;
const LONGEST_LABEL = 16;

function wrapLine(line: string, width: number): string {
  if (visibleWidth(line) <= width) {
    return line;
  }
  const [found = ""] = LABEL.exec(line) ?? [];
  const indent = /^ */.exec(line)?.[0] ?? "";
  const first = visibleWidth(found) <= LONGEST_LABEL ? found : indent;
  const hanging = " ".repeat(
    first.length > indent.length ? visibleWidth(first) : indent.length + 2,
  );
  const [head = "", ...rest] = wrapWords(
    line.slice(first.length),
    width - visibleWidth(first),
    width - hanging.length,
  );
  return [first + head, ...rest.map((text) => hanging + text)].join("\n");
}

/**
 * Lines of a text without breaks in its words.
 *
 * @param first Width of the first line.
 * @param others Width of the other lines. @default - that of the first
 */
export function wrapWords(text: string, first: number, others = first): string[] {
  const lines: string[] = [];
  let current: string | undefined;
  for (const word of text.split(" ")) {
    const longer: string = current === undefined ? word : `${current} ${word}`;
    if (current !== undefined && visibleWidth(longer) > (lines.length === 0 ? first : others)) {
      lines.push(current.trimEnd());
      // A line begins with a word, not with a second blank.
      current = word === "" ? undefined : word;
    } else {
      current = longer;
    }
  }
  return [...lines, current ?? ""];
}

/**
 * Text of at most a width, with `…` for the missing part: the first OUs of a path, or the middle of a name, because names
 * that belong together differ at the end.
 */
export function shorten(text: string, width: number): string {
  const letters = Array.from(text);
  if (letters.length <= width) {
    return text;
  }
  const [, ...below] = text.split("/");
  const path = below.map((_, index) => `…/${below.slice(index).join("/")}`);
  const [fitting] = path.filter(({ length }) => length <= width);
  if (fitting !== undefined) {
    return fitting;
  }
  const head = Math.ceil((width - 1) / 2);
  const tail = width - 1 - head;
  return `${letters.slice(0, head).join("")}…${letters.slice(letters.length - tail).join("")}`;
}
