import { listOf, objectOf } from "./inputs";
import type { Values } from "../core/types";

/** Who asks: a service of AWS, or the account itself as its root stands for it. */
export type Principal = { readonly service: string } | { readonly account: string };

/** One call that a resource policy decides about. */
export interface AccessRequest {
  readonly principal: Principal;
  /** Such as `s3:PutObject`. */
  readonly action: string;
  /** ARN of what is asked for. */
  readonly resource: string;
  /** Values of the condition keys; a key that is absent is not part of the request. */
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Decides about a request by one resource policy, as IAM does: an explicit deny wins, and what no statement allows is
 * denied.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * @throws Error for a condition operator that it does not know: passing it over would make the answer a guess.
 */
export function allows(policy: unknown, request: AccessRequest): boolean {
  const effects = listOf(objectOf(policy)["Statement"])
    .map(objectOf)
    .filter((statement) => applies(statement, request))
    .map((statement) => statement["Effect"]);
  return effects.includes("Allow") && !effects.includes("Deny");
}

function applies(statement: Readonly<Values>, request: AccessRequest): boolean {
  const { action, resource, principal, context } = request;
  return (
    (statement["Principal"] === undefined
      ? !namesPrincipal(statement["NotPrincipal"], principal)
      : namesPrincipal(statement["Principal"], principal)) &&
    matchesOr(statement, "Action", (pattern) =>
      glob(pattern.toLowerCase(), action.toLowerCase()),
    ) &&
    matchesOr(statement, "Resource", (pattern) => glob(substitute(pattern, context), resource)) &&
    Object.entries(objectOf(statement["Condition"])).every(([operator, keys]) =>
      Object.entries(objectOf(keys)).every(([key, wanted]) =>
        holds(operator, key, listOf(wanted).map(String), context),
      ),
    )
  );
}

/** True when an element matches, or its Not form does not; an element that is absent leaves everything open. */
function matchesOr(
  statement: Readonly<Values>,
  element: string,
  matches: (pattern: string) => boolean,
): boolean {
  const not = statement[`Not${element}`];
  if (not !== undefined) {
    return !listOf(not).map(String).some(matches);
  }
  const wanted = statement[element];
  return wanted === undefined || listOf(wanted).map(String).some(matches);
}

function namesPrincipal(named: unknown, principal: Principal): boolean {
  if (named === "*") {
    return true;
  }
  const byKind = objectOf(named);
  const accounts = listOf(byKind["AWS"]).map(String);
  if (accounts.includes("*")) {
    return true;
  }
  if ("service" in principal) {
    return listOf(byKind["Service"]).includes(principal.service);
  }
  return accounts.some(
    (name) => name === principal.account || glob(`arn:*:iam::${principal.account}:root`, name),
  );
}

type Test = (wanted: string, given: string) => boolean;

const equal: Test = (wanted, given) => wanted === given;
const equalIgnoringCase: Test = (wanted, given) => wanted.toLowerCase() === given.toLowerCase();
const arn: Test = (wanted, given) => {
  const [patterns, parts] = [arnParts(wanted), arnParts(given)];
  return patterns.every((pattern, index) => glob(pattern, parts[index] ?? ""));
};

/** Operators that compare a value; each has a negated form, which also holds when the request lacks the key. */
const tests: Readonly<Record<string, Test>> = {
  StringEquals: equal,
  StringEqualsIgnoreCase: equalIgnoringCase,
  StringLike: glob,
  ArnEquals: arn,
  ArnLike: arn,
  Bool: equalIgnoringCase,
};

const negations: Readonly<Record<string, Test>> = {
  StringNotEquals: equal,
  StringNotEqualsIgnoreCase: equalIgnoringCase,
  StringNotLike: glob,
  ArnNotEquals: arn,
  ArnNotLike: arn,
};

function holds(
  name: string,
  key: string,
  wanted: readonly string[],
  context: AccessRequest["context"],
): boolean {
  const given = Object.entries(context).find(([known]) => equalIgnoringCase(known, key))?.[1];
  if (name === "Null") {
    return wanted.some((value) => (value === "true") === (given === undefined));
  }
  const set = /^For(AllValues|AnyValue):/.exec(name)?.[1];
  const optional = name.endsWith("IfExists") || set === "AllValues";
  const operator = name.replace(/^For(?:All|Any)Values?:/, "").replace(/IfExists$/, "");
  const positive = tests[operator];
  const negated = negations[operator];
  const test = positive ?? negated;
  if (test === undefined) {
    throw new Error(
      `the emulated cloud cannot evaluate the condition operator ${name}: add it to policy-evaluation.ts`,
    );
  }
  if (given === undefined) {
    return optional || (negated !== undefined && set !== "AnyValue");
  }
  const found = wanted.some((value) => test(substitute(value, context), given));
  return negated === undefined ? found : !found;
}

/** Puts the request's own values in the place of policy variables; one that it lacks matches nothing. */
function substitute(text: string, context: AccessRequest["context"]): string {
  return text.replace(/\$\{([^}]+)\}/g, (variable, key: string) => {
    const found = Object.entries(context).find(([known]) => equalIgnoringCase(known, key));
    return found?.[1] ?? variable;
  });
}

/** Partition, service, Region, account and resource: a wildcard does not reach beyond its part. */
function arnParts(text: string): string[] {
  const parts = text.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

const patterns = new Map<string, RegExp>();

/** True when a text matches a pattern with `*` and `?`. */
function glob(pattern: string, text: string): boolean {
  let expression = patterns.get(pattern);
  if (expression === undefined) {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    expression = new RegExp(`^${escaped.replace(/\*/g, ".*").replace(/\?/g, ".")}$`, "s");
    patterns.set(pattern, expression);
  }
  return expression.test(text);
}
