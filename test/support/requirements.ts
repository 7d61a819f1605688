import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./plan/planned";

/** One thing that a row of docs/requirements.md names: a line of its tables. */
export interface Noun {
  /** Id of the row, such as `r2.4`. A row has a line for each of its nouns. */
  readonly row: string;
  readonly noun: string;
  /** Evidence in the plan: types of resources with inputs, or ids of guardrails. Empty when the page has a link or a dash. */
  readonly evidence: readonly string[];
  /** Link to the page with the steps, for what a person does by hand. */
  readonly link: boolean;
  readonly where: Where;
}

/** The place where a noun is: in stacks of the plan, among the guardrails, on a page for people, or not yet. */
export type Where =
  | { readonly kind: "stacks"; readonly options: boolean; readonly stacks: readonly StackPlace[] }
  | { readonly kind: "every stack" }
  | { readonly kind: "guardrail"; readonly optIn: boolean }
  | { readonly kind: "by hand" }
  /** `stacks` limits what is still to come; without any, no stack has it. */
  | { readonly kind: "later"; readonly stacks: readonly string[] };

/** A stack, and the account when it is not the stack's own. */
export interface StackPlace {
  readonly stack: string;
  readonly account?: string;
}

/** Ids of rows: of the seed documents (`r`), their arrows (`A`), guardrail intents (`S`) and weak points (`B`). */
export const ROW = /\b(?:r\d\.\d+|[ABS]\d+)\b/g;

export const requirementsPage = readFileSync(join(repository, "docs/requirements.md"), "utf8");

/** Every line of the tables of docs/requirements.md. */
export function nouns(page = requirementsPage): Noun[] {
  return [...page.matchAll(/^\| (\S+) +\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm)]
    .filter(([, row = ""]) => row.match(ROW)?.[0] === row)
    .map(([, row = "", noun = "", evidence = "", where = ""]) => ({
      row,
      noun,
      evidence: [...evidence.matchAll(/`([^`]+)`/g)].map(([, token = ""]) => token),
      link: /\]\(/.test(evidence),
      where: whereOf(where),
    }));
}

function whereOf(text: string): Where {
  if (text === "every stack" || text === "by hand") {
    return { kind: text };
  }
  if (/^(?:opt-in )?guardrail$/.test(text)) {
    return { kind: "guardrail", optIn: text.startsWith("opt-in") };
  }
  if (text.startsWith("later")) {
    return { kind: "later", stacks: text === "later" ? [] : list(text.replace("later in ", "")) };
  }
  return {
    kind: "stacks",
    options: text.endsWith(" with options"),
    stacks: list(text.replace(" with options", "")).map((place) => {
      const [stack = "", account] = place.split(" in ");
      return { stack, ...(account !== undefined && { account }) };
    }),
  };
}

function list(text: string): string[] {
  return text.split(", ");
}

/** Rows by the state of their nouns: `built` when none is later, `later` when all are, else `in part`. */
export function rowStates(
  lines: readonly Noun[] = nouns(),
): Map<string, "built" | "in part" | "later"> {
  const states = new Map<string, "built" | "in part" | "later">();
  for (const { row, where } of lines) {
    const state = where.kind === "later" ? "later" : "built";
    states.set(row, (states.get(row) ?? state) === state ? state : "in part");
  }
  return states;
}
