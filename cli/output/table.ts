import { styleText } from "node:util";
import Table from "cli-table3";
import { outputWidth, shorten, visibleWidth, wrapWords } from "./width";

/** A colour or weight of text. */
export type Style = Parameters<typeof styleText>[0];

/** Adds colours on a terminal, unless NO_COLOR is set. */
export function paint(style: Style, text: string): string {
  return process.stdout.isTTY && process.env["NO_COLOR"] === undefined
    ? styleText(style, text)
    : text;
}

/** One column of a table. */
export interface Column<Row> {
  readonly head: string;
  readonly text: (row: Row) => string | number;
  readonly style?: (row: Row) => Style;
  /** @default "left" */
  readonly align?: "left" | "right";
  /** Least width. Longer texts lose their middle, or break between words in the column that wraps. @default - never narrower */
  readonly least?: number;
  /** True to break long texts between words. @default false */
  readonly wraps?: boolean;
  /** Order in which columns are left out of a narrow table, the smallest number first. @default - never left out */
  readonly leaveOut?: number;
}

/** Blanks between columns. */
const GAP = 2;

/**
 * Table without lines, with two blanks between columns, as wide as the output at most: first the columns with `least`
 * become narrower, then columns with `leaveOut` are left out.
 */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width = outputWidth(),
): string {
  const shown = columnsThatFit(
    columns.map((column) => measured(column, rows)),
    width,
  );
  const widths = widen(shown, width);
  const drawn = new Table({
    ...plainTable,
    head: shown.map(({ column }) => column.head),
    colAligns: shown.map(({ column }) => column.align ?? "left"),
  });
  for (const row of rows) {
    drawn.push(shown.map(({ column }, index) => cell(column, row, widths[index] ?? 0)));
  }
  return drawn
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** A column and its widths. */
interface Measured<Row> {
  readonly column: Column<Row>;
  readonly least: number;
  readonly natural: number;
}

function measured<Row>(column: Column<Row>, rows: readonly Row[]): Measured<Row> {
  const natural = Math.max(
    ...[column.head, ...rows.map((row) => String(column.text(row)))].map(visibleWidth),
  );
  const least = Math.max(column.least ?? natural, visibleWidth(column.head));
  return { column, natural, least: Math.min(natural, least) };
}

function columnsThatFit<Row>(columns: readonly Measured<Row>[], width: number): Measured<Row>[] {
  const needed = columns.reduce((sum, { least }) => sum + least + GAP, -GAP);
  const [next] = columns
    .filter(({ column }) => column.leaveOut !== undefined)
    .sort((left, right) => (left.column.leaveOut ?? 0) - (right.column.leaveOut ?? 0));
  return needed <= width || next === undefined
    ? [...columns]
    : columnsThatFit(
        columns.filter((column) => column !== next),
        width,
      );
}

/** Distributes the free width: a column gets one more while it is narrower than its texts, in turn. */
function widen<Row>(columns: readonly Measured<Row>[], width: number): number[] {
  const widths = columns.map(({ least }) => least);
  let free = width - widths.reduce((sum, least) => sum + least + GAP, -GAP);
  while (free > 0) {
    const narrow = columns.flatMap(({ natural }, index) =>
      (widths[index] ?? 0) < natural ? [index] : [],
    );
    if (narrow.length === 0) {
      break;
    }
    for (const index of narrow.slice(0, free)) {
      widths[index] = (widths[index] ?? 0) + 1;
      free -= 1;
    }
  }
  return widths;
}

function cell<Row>(column: Column<Row>, row: Row, width: number): string {
  const text = String(column.text(row));
  const lines = column.wraps ? wrapWords(text, width) : [shorten(text, width)];
  const style = column.style?.(row);
  return lines
    .map((line) => shorten(line, width))
    .map((line) => (style === undefined ? line : paint(style, line)))
    .join("\n");
}

/** Options of a table without lines, with two blanks between columns. */
export const plainTable = {
  chars: Object.fromEntries(
    [
      "top",
      "top-mid",
      "top-left",
      "top-right",
      "bottom",
      "bottom-mid",
      "bottom-left",
      "bottom-right",
      "left",
      "left-mid",
      "mid",
      "mid-mid",
      "right",
      "right-mid",
      "middle",
    ].map((part) => [part, part === "middle" ? " ".repeat(GAP) : ""]),
  ),
  style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
};
