import * as z from "zod";
import template from "../company/template.json";
import { unitPaths } from "../company/accounts";
import { type Organization, organizationSchema } from "../company/organization";
import { type Problem, show } from "../company/problems";
import { sectionKey, settingsSchemas } from "../company/settings";
import type { StackConfiguration } from "./stack-configuration";

/** A value that only the company itself can know: it has no default, and it is no enumeration and no reference. */
export interface Fact {
  /** Place of the value, with `*` for the name of an entry: `organization.addressPlan.spokes.*`. */
  readonly key: string;
  /** Place of the value, as problems show it: `organization.addressPlan.spokes.prod`, `operations.images[0]`. */
  readonly path: string;
  readonly value: string | number;
}

/** A fact of the company that still has the value of the template. */
export interface StandingFact extends Fact {
  /** File that contains it, such as `Pulumi.prod.yaml`. */
  readonly file: string;
  /** False for a placeholder: `organization.kept` cannot keep it. */
  readonly keepable: boolean;
}

/** Values by key of the example company's facts. `npm run docs` writes them from the files of the repository. */
const templateValues: Readonly<Record<string, readonly (string | number)[]>> = template;

/**
 * Values that are reserved for documentation, so they never belong to a company: domains of RFC 2606, addresses of RFC
 * 5737, telephone numbers of the North American plan, and the account ids of AWS's own pages.
 */
const reserved = [
  /(?:^|[^a-z0-9-])example\.(?:com|net|org|edu)$/i,
  /\.(?:example|test|invalid|localhost)$/i,
  /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d/,
  /\b555[ -]?01\d\d$/,
  /^(?:000000000000|111122223333|123456789012)$/,
];

function isReserved(value: string | number): boolean {
  return reserved.some((pattern) => pattern.test(String(value)));
}

/** True for a value of the template that no company may deploy: it is reserved, or it contains the word example. */
function isPlaceholder(value: string | number): boolean {
  return isReserved(value) || /(?:^|[^a-z])example(?:[^a-z]|$)/i.test(String(value));
}

/** Beginnings of the paths of all facts in the template, for `organization.kept`: it keeps what is no placeholder. */
export const keepable: readonly string[] = Object.keys(templateValues)
  .map((key) => key.replace(/(?:\.\*|\[\]).*$/, ""))
  .filter((path, index, all) => all.indexOf(path) === index);

/** Facts of the organization, in the order of its sections. */
export function organizationFacts(organization: Organization): Fact[] {
  return factsIn(organizationSchema, organization, "organization", organization);
}

/** Facts of a stack's own section. */
export function stackFacts(
  { role, settings }: StackConfiguration,
  organization: Organization,
): Fact[] {
  return factsIn(settingsSchemas[role], settings, sectionKey(role), organization);
}

/**
 * Facts that still have the template's value, or another value reserved for documentation, and that `organization.kept`
 * does not keep.
 */
export function standingFacts(
  organization: Organization,
  stacks: readonly StackConfiguration[],
): StandingFact[] {
  const all = [
    ...organizationFacts(organization).map((fact) => ({ ...fact, file: "Pulumi.yaml" })),
    ...stacks.flatMap((stack) =>
      stackFacts(stack, organization).map((fact) => ({
        ...fact,
        file: `Pulumi.${stack.stack}.yaml`,
      })),
    ),
  ];
  return all.flatMap((fact) => {
    const original = templateValues[fact.key]?.find((value) => isOrContains(fact.value, value));
    const keepable =
      !isReserved(fact.value) && (original === undefined || !isPlaceholder(original));
    const stands = original !== undefined || isReserved(fact.value);
    return stands && !(keepable && isKept(organization, fact)) ? [{ ...fact, keepable }] : [];
  });
}

/**
 * True for the template's value, and for a text that contains a placeholder of the template, such as a longer address. An
 * address of the template is the same with another Region.
 */
function isOrContains(value: string | number, original: string | number): boolean {
  if (value === original || !isPlaceholder(original)) {
    return value === original;
  }
  const start = String(original).replace(/\?.*$/, "");
  const rest = String(value).slice(start.length);
  return String(value).startsWith(start) && !/^[a-z0-9]/i.test(rest);
}

function isKept({ kept }: Organization, { path }: Fact): boolean {
  return kept.some(
    (prefix) =>
      path === prefix || (path.startsWith(prefix) && /^[.[]/.test(path.slice(prefix.length))),
  );
}

/** Paths of `organization.kept` that keep nothing: under them no fact has the template's value, or only placeholders do. */
export function needlessKept(
  organization: Organization,
  stacks: readonly StackConfiguration[],
): string[] {
  const standing = standingFacts({ ...organization, kept: [] }, stacks).filter(
    ({ keepable: isKeepable }) => isKeepable,
  );
  return organization.kept.filter(
    (path) => !standing.some((fact) => isKept({ ...organization, kept: [path] }, fact)),
  );
}

/** One problem for each fact that still has the template's value: a deployment is refused. */
export function templateProblems(facts: readonly StandingFact[]): Problem[] {
  return facts.map(({ file, path, value, keepable }) => ({
    path: file === "Pulumi.yaml" ? path : `${file}: ${path}`,
    rule: keepable ? "is still the template's" : "is a placeholder, which cannot be deployed",
    found: show(value),
    remedy: keepable
      ? "set your company's own value, or add its path to organization.kept"
      : "set your company's own value",
    separate: true,
  }));
}

/** Values by key of the facts of a company, sorted: the content of `stacks/company/template.json`. */
export function templateOf(
  organization: Organization,
  stacks: readonly StackConfiguration[],
): Record<string, (string | number)[]> {
  const values = new Map<string, Set<string | number>>();
  for (const { key, value } of [
    ...organizationFacts(organization),
    ...stacks.flatMap((stack) => stackFacts(stack, organization)),
  ]) {
    values.set(key, (values.get(key) ?? new Set()).add(value));
  }
  return Object.fromEntries(
    [...values]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, found]) => [key, [...found]]),
  );
}

/** Facts in a value, by its schema. */
function factsIn(
  schema: z.ZodType,
  value: unknown,
  at: string,
  organization: Organization,
): Fact[] {
  const references = new Set([
    ...Object.keys(organization.accounts),
    ...unitPaths(organization.organizationalUnits),
  ]);
  const walk = (outer: unknown, inner: unknown, key: string, path: string): Fact[] => {
    const found = withoutDefault(outer);
    if (found === undefined || inner === undefined) {
      return [];
    }
    if (found instanceof z.ZodObject && isRecord(inner)) {
      const shape = found.shape as Record<string, unknown>;
      return Object.keys(inner).flatMap((name) =>
        walk(shape[name], inner[name], `${key}.${name}`, `${path}.${name}`),
      );
    }
    if (found instanceof z.ZodRecord && isRecord(inner)) {
      return Object.keys(inner).flatMap((name) =>
        walk(found.valueType, inner[name], `${key}.*`, `${path}.${name}`),
      );
    }
    if (found instanceof z.ZodArray && Array.isArray(inner)) {
      return inner.flatMap((item: unknown, index) =>
        walk(found.element, item, `${key}[]`, `${path}[${index}]`),
      );
    }
    const isText = found instanceof z.ZodString && typeof inner === "string";
    const isNumber = found instanceof z.ZodNumber && typeof inner === "number";
    return (isText && !references.has(inner)) || isNumber ? [{ key, path, value: inner }] : [];
  };
  return walk(schema, value, at, at);
}

/** Schema of a value without its wrappers; `undefined` when the value has a default of its own. An empty one is none. */
function withoutDefault(schema: unknown): unknown {
  let current = schema;
  while (
    current instanceof z.ZodOptional ||
    current instanceof z.ZodDefault ||
    current instanceof z.ZodPrefault
  ) {
    if (!(current instanceof z.ZodOptional) && !isEmpty(current.def.defaultValue)) {
      return undefined;
    }
    current = current.unwrap();
  }
  return current;
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
