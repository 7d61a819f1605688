import type { Conditions } from "../../policy-pack/guardrails/types/organization-policy";

const words: Readonly<Record<string, string>> = {
  ArnEquals: "is",
  ArnLike: "is like",
  ArnNotEquals: "is not",
  ArnNotLike: "is not like",
  Bool: "is",
  DateGreaterThan: "is after",
  DateLessThan: "is before",
  IpAddress: "is in",
  NotIpAddress: "is not in",
  NumericEquals: "is",
  NumericGreaterThan: "is more than",
  NumericGreaterThanEquals: "is at least",
  NumericLessThan: "is less than",
  NumericLessThanEquals: "is at most",
  NumericNotEquals: "is not",
  StringEquals: "is",
  StringEqualsIgnoreCase: "is",
  StringLike: "is like",
  StringNotEquals: "is not",
  StringNotEqualsIgnoreCase: "is not",
  StringNotLike: "is not like",
};

/** Conditions of a statement in words; all of them must be met. */
export function conditionsText(conditions: Conditions): string {
  return Object.entries(conditions)
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => conditionText(operator, key, values)),
    )
    .join(" and ");
}

function conditionText(operator: string, key: string, values: readonly string[]): string {
  const [set = "", plain = operator] = operator.includes(":")
    ? operator.split(":")
    : ["", operator];
  const base = plain.replace(/IfExists$/, "");
  const subject = { ForAnyValue: `one of ${key}`, ForAllValues: `every ${key}` }[set] ?? key;
  if (base === "Null") {
    return `${subject} is ${values[0] === "true" ? "absent" : "present"}`;
  }
  const orAbsent = plain === base ? "" : " or absent";
  return `${subject} ${words[base] ?? base} ${alternatives(values)}${orAbsent}`;
}

/** List of values of which one is enough: `a, b or c`. */
export function alternatives(values: readonly string[]): string {
  return values.length > 1
    ? `${values.slice(0, -1).join(", ")} or ${values.at(-1) ?? ""}`
    : (values[0] ?? "");
}
