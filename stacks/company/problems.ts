import { distance } from "fastest-levenshtein";
import type * as z from "zod";

/** One problem of the configuration. */
export interface Problem {
  /** Path of the value: `organization.accounts.prod.email`, `Pulumi.prod.yaml: role`. */
  readonly path: string;
  /** Rule that the value breaks: "must be a 12-digit AWS account id". */
  readonly rule: string;
  /** Present value as JSON; `nothing` when it is absent. */
  readonly found: string;
  /** Change that solves the problem. */
  readonly remedy: string;
  /** True when each place needs a value of its own: the error then lists all places. @default false */
  readonly separate?: boolean;
}

/** Error with every problem of the configuration. Pulumi prints its message without a stack trace. */
export class ConfigurationError extends Error {
  public override readonly name = "ConfigurationError";
  /** Property that `pulumi.RunError.isInstance` looks for. With it, commands that only check the configuration need no SDK. */
  public readonly __pulumiRunError = true;

  public constructor(public readonly problems: readonly Problem[]) {
    const lines = formatProblems(problems);
    super(
      [
        `the configuration has ${countText(problems.length, lines.length)}; nothing was created`,
        ...lines,
      ].join("\n"),
    );
  }
}

/** Number of problems, and of their kinds when several are of one: `9 problems of 2 kinds`. */
function countText(count: number, kinds: number): string {
  if (count === 1) {
    return "1 problem";
  }
  const ofKinds = kinds === 1 ? " of the same kind" : ` of ${kinds} kinds`;
  return `${count} problems${kinds === count ? "" : ofKinds}`;
}

/** One problem as a line of text. */
export function formatProblem(problem: Problem): string {
  return `  ${problem.path}: ${problem.rule}, found ${problem.found}; ${problem.remedy}`;
}

/** Number of places that the line of a repeated problem lists. */
const SHOWN_PLACES = 3;

/** Problems as lines of text: one line for all places that have the same problem. */
export function formatProblems(problems: readonly Problem[]): string[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const place = problem.separate === true ? problem.path : "";
    const key = [problem.rule, problem.remedy, place].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  return [...groups.values()].map((group) => {
    const [first, ...others] = group as [Problem, ...Problem[]];
    return formatProblem(
      others.length === 0
        ? first
        : {
            ...first,
            path: placesText(group.map(({ path }) => path)),
            found: andMore(group.map(({ found }) => found)),
          },
    );
  });
}

/** The first different places, each file once: `Pulumi.prod.yaml: role, account; organization.name`. */
function placesText(paths: readonly string[]): string {
  const different = [...new Set(paths)];
  const files = new Map<string, string[]>();
  for (const path of different.slice(0, SHOWN_PLACES)) {
    const [, file = "", inside = path] = /^(Pulumi\S*\.yaml: )(.+)$/.exec(path) ?? [];
    files.set(file, [...(files.get(file) ?? []), inside]);
  }
  const more = different.length - SHOWN_PLACES;
  const places = [...files].map(([file, inside]) => file + inside.join(", ")).join("; ");
  return more > 0 ? `${places} and ${more} more` : places;
}

/** The first different texts, and the number of the others. */
function andMore(texts: readonly string[]): string {
  const different = [...new Set(texts)];
  const more = different.length - SHOWN_PLACES;
  return more > 0
    ? `${different.slice(0, SHOWN_PLACES).join(", ")} and ${more} more`
    : different.join(", ");
}

const FOUND_LENGTH = 80;

/** Length from which the text of a problem states the number of characters. */
const COUNTED_LENGTH = 33;

/** Text of a value for a problem: JSON, cut after 80 characters, with the length of a long text. */
export function show(value: unknown): string {
  if (value === undefined) {
    return "nothing";
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    return String(value);
  }
  const text = JSON.stringify(value);
  const shown = text.length > FOUND_LENGTH ? `${text.slice(0, FOUND_LENGTH)}…` : text;
  return typeof value === "string" && value.length >= COUNTED_LENGTH
    ? `${shown} (${value.length} characters)`
    : shown;
}

/** Number of names that one message lists. */
const LISTED = 8;

/** Names in one line: all of a few, else the first ones and the number of the others. */
export function listOf(names: readonly string[]): string {
  const more = names.length - LISTED;
  return more > 1 ? `${names.slice(0, LISTED).join(", ")} and ${more} more` : names.join(", ");
}

/** The candidate that a word is a likely misspelling of, or `undefined`. Words that differ in digits alone are names of two things. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const [best] = byDistance(word, candidates);
  if (best === undefined || word === "") {
    return undefined;
  }
  const other = best.toLowerCase();
  const slips = word.length < 4 ? 1 : word.length < 12 ? 2 : 3;
  const likely =
    distance(lower, other) <= slips && letters(lower) !== "" && letters(lower) !== letters(other);
  const shortened = candidates.find(
    (candidate) => word.length >= 4 && candidate.toLowerCase().startsWith(lower),
  );
  return likely || lower === other ? best : shortened;
}

function byDistance(word: string, candidates: readonly string[]): string[] {
  const lower = word.toLowerCase();
  return candidates
    .map((name) => ({ name, edits: distance(lower, name.toLowerCase()) }))
    .sort((left, right) => left.edits - right.edits)
    .map(({ name }) => name);
}

/** The word without its digits. */
function letters(word: string): string {
  return word.replace(/\d/g, "");
}

/**
 * Remedy for a word that is not one of the allowed ones.
 *
 * @param page Place that lists all of them, for a list that is too long for a message.
 */
export function didYouMean(
  word: string,
  candidates: readonly string[],
  page = "there are others",
): string {
  if (candidates.length === 0) {
    return "remove it";
  }
  const guess = nearest(word, candidates);
  if (guess !== undefined) {
    return `did you mean "${guess}"?`;
  }
  return candidates.length > LISTED
    ? `use one of ${byDistance(word, candidates).slice(0, LISTED).join(", ")} (the most similar of ${candidates.length}; ${page})`
    : `use one of ${[...candidates].sort().join(", ")}`;
}

/**
 * Remedy for an unknown key. A key that is already there was not meant.
 *
 * @param absent Those of the known keys that are not there.
 * @param page Place that lists all known keys.
 */
export function unknownKeyRemedy(
  key: string,
  absent: readonly string[],
  known: readonly string[],
  page?: string,
): string {
  const likely = nearest(key, known);
  if (likely !== undefined && !absent.includes(likely)) {
    return `did you mean "${likely}"? It is set as well: remove this one`;
  }
  if (absent.length > 0) {
    return didYouMean(key, absent, page);
  }
  return known.length > 0
    ? `remove it: the keys that are possible here are all set (${listOf([...known].sort())})`
    : "remove it: no key is possible here";
}

/**
 * Remedy for a reference to something that does not exist. It was misspelt, or it was removed: then another one is no answer.
 *
 * @param beside Names that are used correctly in the same place: none of them was meant.
 * @param otherwise Remedy for a reference to something that was removed.
 */
export function misspeltOr(
  word: unknown,
  candidates: readonly string[],
  beside: readonly string[],
  otherwise: string,
): string {
  const free = candidates.filter((name) => !beside.includes(name));
  const guess = typeof word === "string" ? nearest(word, free) : undefined;
  return guess === undefined ? otherwise : `did you mean "${guess}"?`;
}

/**
 * A schema with one more rule and the remedy for it. The rule runs only on values of the schema's own type.
 */
export function must<T extends z.ZodType>(
  schema: T,
  isValid: (value: z.output<T>) => boolean,
  rule: string,
  remedy: string,
): T {
  return schema.refine(isValid, { error: rule, params: { remedy } });
}
