import { checkCompany } from "../../../stacks/checks/across-stacks";
import { packingProblems } from "../../../stacks/checks/packing";
import { parseOrganization } from "../../../stacks/checks/parse-organization";
import { parseStack } from "../../../stacks/checks/stack";
import type { Organization } from "../../../stacks/company/organization";
import type { Problem } from "../../../stacks/company/problems";
import { type CompanyFiles, isObject } from "../checks/company-files";

/** A text of a company: the value at a path, or a key that other values refer to. */
interface Text {
  readonly path: readonly string[];
  readonly text: string;
  /** True for a key, which changes everywhere. */
  readonly key: boolean;
}

/** Places whose keys the company chooses. */
const chosenKeys = [
  /^organization accounts$/,
  /^organization accounts \S+ tags$/,
  /^organization organizationalUnits$/,
  /^organization tags values$/,
  /^stacks identity identity assignments$/,
];

/** Values that a key or another value decides. */
const references =
  /^organization addressPlan|organizationalUnit$| account$| senders | assignments \S+ |^stacks \S+ role$/;

/** Letters added to a text. The last ones grow numbers, a domain name of many labels, and a path. */
export const letters = {
  accented: "é",
  plain: "q",
  digit: "9",
  label: `.${"q".repeat(30)}`,
  level: `/${"q".repeat(30)}`,
} as const;

/** True for a text that contains letters which were added. */
export function isGrown(text: string): boolean {
  return /qq|éé|99999/.test(text);
}

/** Most letters that are added: a text that has no largest length gets as many. */
const MOST = 2000;

/** Texts of a company, in the order of its files. */
export function textsOf(value: unknown, path: readonly string[] = []): Text[] {
  const here = path.join(" ");
  if (typeof value === "string") {
    return references.test(here) ? [] : [{ path, text: value, key: false }];
  }
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, part]) => [
    ...(chosenKeys.some((place) => place.test(here)) ? [{ path, text: key, key: true }] : []),
    ...textsOf(part, [...path, key]),
  ]);
}

/**
 * The company with every text at its longest accepted value. Texts that share one limit take from each other: the first
 * of the order gets the most.
 *
 * @param alphabet Letters to add, the first that a text accepts.
 * @param only Paths of the texts that grow. @default - all
 */
export function longest(
  company: CompanyFiles,
  order: "forward" | "backward",
  alphabet: readonly string[],
  only = /./,
): CompanyFiles {
  let grown = company;
  const texts = (): Text[] => textsOf(grown).filter(({ path }) => only.test(path.join(" ")));
  const count = texts().length;
  for (let step = 0; step < count; step += 1) {
    const text = texts()[order === "forward" ? step : count - 1 - step];
    if (text !== undefined) {
      grown = grow(grown, text, alphabet);
    }
  }
  return grown;
}

/** The company with one text as long as the checks accept. */
function grow(company: CompanyFiles, text: Text, alphabet: readonly string[]): CompanyFiles {
  let best = { company, added: 0 };
  for (const letter of alphabet) {
    for (const at of positions(text.text)) {
      const attempt = (added: number): CompanyFiles | undefined => {
        const filler = letter.repeat(Math.ceil(added / letter.length)).slice(0, added);
        const changed = replaced(
          company,
          text,
          text.text.slice(0, at) + filler + text.text.slice(at),
        );
        return accepted(changed, text) ? changed : undefined;
      };
      best = bisect(attempt, best);
    }
  }
  return best.company;
}

/** Places at which letters are added: in the middle, and before and after it. */
function positions({ length }: string): number[] {
  return [...new Set([Math.ceil(length / 2), 1, length])];
}

/** The largest number of letters above the best one that an attempt accepts. */
function bisect(
  attempt: (added: number) => CompanyFiles | undefined,
  before: { readonly company: CompanyFiles; readonly added: number },
): { company: CompanyFiles; added: number } {
  let best = before;
  const next = attempt(before.added + 1);
  if (next === undefined) {
    return best;
  }
  best = { company: next, added: before.added + 1 };
  let refused = MOST + 1;
  for (let added = MOST; refused - best.added > 1; added = Math.floor((best.added + refused) / 2)) {
    const company = attempt(added);
    if (company === undefined) {
      // Few limits are above 300 characters.
      refused = Math.min(added, best.added < 300 && added === MOST && !attempt(300) ? 300 : added);
    } else {
      best = { company, added };
    }
  }
  return best;
}

/** The company with another text. A key changes wherever its text is, except in the names of stacks. */
function replaced({ organization, stacks }: CompanyFiles, text: Text, to: string): CompanyFiles {
  if (!text.key || text.path.at(-1) === "values" || text.path.at(-1) === "tags") {
    const files =
      text.path[0] === "stacks"
        ? { organization, stacks: structuredClone(stacks) }
        : { organization: structuredClone(organization), stacks };
    let holder: Record<string, unknown> = files;
    const path = text.key ? [...text.path, text.text] : text.path;
    for (const key of path.slice(0, -1)) {
      holder = holder[key] as Record<string, unknown>;
    }
    const last = path.at(-1) ?? "";
    if (text.key) {
      const entries = Object.entries(holder).map(([key, value]) => [
        key === last ? to : key,
        value,
      ]);
      for (const key of Object.keys(holder)) {
        Reflect.deleteProperty(holder, key);
      }
      Object.assign(holder, Object.fromEntries(entries));
    } else {
      holder[last] = to;
    }
    return files;
  }
  const everywhere = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map(everywhere);
    }
    if (isObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, part]) => [
          key === text.text ? to : key,
          everywhere(part),
        ]),
      );
    }
    return value === text.text ? to : value;
  };
  return {
    organization: everywhere(organization) as CompanyFiles["organization"],
    stacks: Object.fromEntries(
      Object.entries(stacks).map(([name, config]) => [
        name,
        everywhere(config) as Record<string, unknown>,
      ]),
    ),
  };
}

/** Organizations in which the checks have found no problem. */
const sound = new WeakMap<Record<string, unknown>, Organization>();

/** True when no check refuses the company. Only texts of guardrails need the packing of policies, which takes long. */
function accepted({ organization, stacks }: CompanyFiles, text: Text): boolean {
  const problems: Problem[] = [];
  // Most texts are in the sections of stacks: the organization is then the same.
  const read = sound.get(organization) ?? parseOrganization(organization, problems);
  if (read === undefined || problems.length > 0) {
    return false;
  }
  sound.set(organization, read);
  const parsed = Object.entries(stacks).flatMap(
    ([name, config]) => parseStack(name, config, read, problems) ?? [],
  );
  if (problems.length === 0) {
    checkCompany(read, parsed, [], problems);
  }
  if (problems.length === 0 && text.path[1] === "guardrails") {
    problems.push(...packingProblems(read));
  }
  return problems.length === 0;
}
