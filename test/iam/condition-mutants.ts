import type { Conditions } from "../../policy-pack/guardrails/types/organization-policy";

/** Description of a change to the conditions of a statement, and the changed conditions. */
export type Changed = readonly [what: string, conditions: Conditions];

/** One condition: operator, key and values. */
interface Comparison {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Pattern of any role, in the place of an exemption for some roles. */
const EVERY_ROLE = "arn:*:iam::*:role/*";

/**
 * Every change of the conditions by one step.
 *
 * @param signed True where every request is signed by a principal of an account, as service control policies see them.
 */
export function conditionsChanged(
  conditions: Conditions,
  { signed }: { signed: boolean },
): Changed[] {
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]): Changed[] => {
      const others = withoutKey(conditions, operator, key);
      const name = `${operator} ${key}`;
      const put = (list: readonly string[], by = operator): Conditions => ({
        ...others,
        [by]: { ...others[by], [key]: list },
      });
      const one = { operator, key, values };
      return [
        [`without ${name}`, others],
        ...without(values).map(([value, list]): Changed => [
          `without ${value} in ${name}`,
          put(list),
        ]),
        ...exemptionsWidened(one).map(([what, list]): Changed => [`${what} in ${name}`, put(list)]),
        ...boundsMoved(one).map((value): Changed => [`with ${value} in ${name}`, put([value])]),
        ...(isAlwaysThere(key, signed) ? [] : readOtherwise(operator)).map((by): Changed => [
          `with ${by} for ${name}`,
          put(values, by),
        ]),
      ];
    }),
  );
}

/** Each item of a list, with the list without it; empty for a list of one. */
export function without(items: readonly string[] = []): [string, string[]][] {
  return items.length < 2
    ? []
    : items.map((item, index) => [item, items.filter((_, at) => at !== index)]);
}

function exemptionsWidened({ operator, key, values }: Comparison): [string, string[]][] {
  if (operator !== "ArnNotLike" || key !== "aws:PrincipalArn") {
    return [];
  }
  return [
    ["with every role", [...values, EVERY_ROLE]],
    ...values
      .filter((arn) => /:role\/.*[^*]$/.test(arn))
      .map((arn): [string, string[]] => [`with ${arn}*`, [...values, `${arn}*`]]),
  ];
}

/** The values next to a bound. Operators that compare numbers have only one value. */
function boundsMoved({ operator, values: [bound = ""] }: Comparison): string[] {
  if (operator.startsWith("Numeric")) {
    return [Number(bound) - 1, Number(bound) + 1].map(String);
  }
  return operator.startsWith("Date")
    ? [-1000, 1000].map((step) => new Date(Date.parse(bound) + step).toISOString())
    : [];
}

/**
 * The operators that differ for a request without the key, or with several values of it. A negated operator matches a
 * missing key, with `IfExists` and without; `Null` has no such form.
 */
function readOtherwise(operator: string): string[] {
  if (operator.startsWith("ForAnyValue:")) {
    return [operator.replace("ForAnyValue:", "ForAllValues:")];
  }
  if (operator === "Null" || operator.includes("Not")) {
    return [];
  }
  return [operator.endsWith("IfExists") ? operator.slice(0, -8) : `${operator}IfExists`];
}

/**
 * True for keys that every request has: operators for a missing key then make no difference. AWS sets the principal in
 * signed requests only, and a service control policy sees no others.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function isAlwaysThere(key: string, signed: boolean): boolean {
  return key === "aws:SecureTransport" || (signed && key === "aws:PrincipalArn");
}

function withoutKey(conditions: Conditions, operator: string, key: string): Conditions {
  const others = lacking(conditions[operator] ?? {}, key);
  return Object.keys(others).length === 0
    ? lacking(conditions, operator)
    : { ...conditions, [operator]: others };
}

function lacking<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
