import list from "./lines.json";

/** A line of the program, and the test that must fail when it is broken. */
export interface Break {
  readonly file: string;
  /** Part of one line that is in the file once. */
  readonly line: string;
  /** Replacement; empty removes the line. */
  readonly broken: string;
  readonly test: string;
  /** True when only the sweep notices it. */
  readonly sweep?: boolean;
}

export const breaks: readonly Break[] = list;
