import { matches } from "../../policy-pack/guardrails/support/wildcards";
import { type Answer, not, oneOf } from "./answer";
import type { Comparison, ConditionKeys } from "./request";
import { substituteVariables } from "./variables";

interface Operator {
  readonly compare: Comparison;
  /** True for an operator that is met when no value compares equal, which includes an absent key. */
  readonly negated?: true;
}

const equal: Comparison = (wanted, given) => wanted === given;
const equalIgnoringCase: Comparison = (wanted, given) =>
  wanted.toLowerCase() === given.toLowerCase();
const like: Comparison = (wanted, given) => matches(wanted, given);

/** A wildcard in an ARN does not reach beyond its part: `arn:aws:*:recorder` is not like `arn:aws:config:...`. */
const arnLike: Comparison = (wanted, given) => {
  const parts = arnParts(given);
  return arnParts(wanted).every((pattern, index) => matches(pattern, parts[index] ?? ""));
};

/** Compares numbers; a text that is no number is equal to none, nor larger or smaller. */
function numbers(compare: (wanted: number, given: number) => boolean): Comparison {
  return (wanted, given) =>
    wanted.trim() !== "" && given.trim() !== "" && compare(Number(wanted), Number(given));
}

/** Partition, service, Region, account and resource. */
function arnParts(text: string): string[] {
  const parts = text.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

/**
 * Condition operators that can be evaluated, without `IfExists`, set prefixes and `Null`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const conditionOperators: Readonly<Record<string, Operator>> = {
  ArnEquals: { compare: arnLike },
  ArnLike: { compare: arnLike },
  ArnNotEquals: { compare: arnLike, negated: true },
  ArnNotLike: { compare: arnLike, negated: true },
  Bool: { compare: equalIgnoringCase },
  NumericEquals: { compare: numbers((wanted, given) => given === wanted) },
  NumericGreaterThan: { compare: numbers((wanted, given) => given > wanted) },
  NumericGreaterThanEquals: { compare: numbers((wanted, given) => given >= wanted) },
  NumericLessThan: { compare: numbers((wanted, given) => given < wanted) },
  NumericLessThanEquals: { compare: numbers((wanted, given) => given <= wanted) },
  NumericNotEquals: { compare: numbers((wanted, given) => given === wanted), negated: true },
  StringEquals: { compare: equal },
  StringEqualsIgnoreCase: { compare: equalIgnoringCase },
  StringLike: { compare: like },
  StringNotEquals: { compare: equal, negated: true },
  StringNotEqualsIgnoreCase: { compare: equalIgnoringCase, negated: true },
  StringNotLike: { compare: like, negated: true },
};

/** Parts of an operator as a policy writes it: `ForAnyValue:StringLikeIfExists`. */
function parse(operator: string) {
  const [, set, name = operator, optional] =
    /^(?:For(AllValues|AnyValue):)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  return { set, name, optional: optional !== undefined };
}

/** True for an operator that `conditionHolds` can evaluate. */
export function isKnownOperator(operator: string): boolean {
  return operator === "Null" || parse(operator).name in conditionOperators;
}

/**
 * Evaluates one line of a condition: an operator, a key and its values.
 *
 * @param keys Condition keys of the request; every key is unknown without them.
 * @returns `undefined` when the known keys do not decide, or the operator is not in the table.
 */
export function conditionHolds(
  operator: string,
  key: string,
  values: readonly string[],
  keys: ConditionKeys | undefined,
): Answer {
  if (keys === undefined) {
    return undefined;
  }
  const present = keys.has(key);
  if (operator === "Null") {
    return oneOf(values.map((value) => (value === "true" ? not(present) : present)));
  }
  const { set, name, optional } = parse(operator);
  const known = conditionOperators[name];
  if (known === undefined) {
    return undefined;
  }
  const { compare, negated = false } = known;
  const ifAbsent = optional || set === "AllValues" || (negated && set !== "AnyValue");
  if (present === false) {
    return ifAbsent;
  }
  const found = oneOf(
    values.map((value) => {
      const { text, complete } = substituteVariables(value, keys);
      return complete ? keys.matches(key, text, compare) : undefined;
    }),
  );
  const ifPresent = negated ? not(found) : found;
  return present === true || ifPresent === ifAbsent ? ifPresent : undefined;
}
