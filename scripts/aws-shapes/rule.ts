/** Constraints of an input's value. An empty object: a model has the input, and states no constraint. */
export interface Rule {
  /** Shortest and longest text, in characters. */
  min?: number;
  max?: number;
  /** Regular expression of JavaScript with the flag `u`. */
  pattern?: string;
  enum?: readonly string[];
  /** Smallest and largest number. */
  from?: number;
  to?: number;
}

/** A text, number or boolean in a model: names from the top, lists without a name, `*` for any key of a map. */
export interface Leaf {
  readonly path: readonly string[];
  readonly rule: Rule;
}

/** Models write this and larger numbers for "no limit". */
const ENDLESS = 1_000_000;

/** A rule without the numbers that limit nothing, and without a pattern that every text has. */
export function effective({ min, max, pattern, enum: values, from, to }: Rule): Rule {
  return {
    ...(min !== undefined && min > 0 && { min }),
    ...(max !== undefined && max < ENDLESS && { max }),
    ...(pattern !== undefined && !isTrivial(pattern) && { pattern }),
    ...(values !== undefined && values.length > 0 && { enum: values }),
    ...(from !== undefined && Number.isSafeInteger(from) && from > -ENDLESS && { from }),
    ...(to !== undefined && to < Number.MAX_SAFE_INTEGER && { to }),
  };
}

/** True for a pattern that every text has; also for the endless one of Budgets, which takes exponential time. */
function isTrivial(pattern: string): boolean {
  return /^\^?(?:\((?:\?:)?)*(?:\.|\[\\s\\S\]|\[\\S\\s\]|\.\*\[[^\]]*\]\?\))\*\)*\$?$/.test(
    pattern,
  );
}

/**
 * The rule of two models for one input: the smaller range, and of patterns and enumerations the first one that there is.
 */
export function merged(first: Rule, second: Rule): Rule {
  const least = (key: "max" | "to"): number | undefined =>
    extreme(Math.min, first[key], second[key]);
  const most = (key: "min" | "from"): number | undefined =>
    extreme(Math.max, first[key], second[key]);
  const [max, to, min, from] = [least("max"), least("to"), most("min"), most("from")];
  const pattern = first.pattern ?? second.pattern;
  const values = first.enum ?? second.enum;
  return effective({
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(pattern !== undefined && { pattern }),
    ...(values !== undefined && { enum: values }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
}

function extreme(
  choose: (...numbers: number[]) => number,
  ...numbers: readonly (number | undefined)[]
): number | undefined {
  const known = numbers.filter((number) => number !== undefined);
  return known.length === 0 ? undefined : choose(...known);
}
