import { styleText } from "node:util";

/** A colour or weight of text. */
export type Style = Parameters<typeof styleText>[0];

/** Adds colours on a terminal, unless NO_COLOR is set. */
export function paint(style: Style, text: string): string {
  return process.stdout.isTTY && process.env["NO_COLOR"] === undefined
    ? styleText(style, text)
    : text;
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
    ].map((part) => [part, part === "middle" ? "  " : ""]),
  ),
  style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
};
