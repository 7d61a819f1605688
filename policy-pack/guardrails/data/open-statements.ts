import { objects, statementsOf } from "../readings";

/** Conditions on how a request comes, in lower case: they say nothing about who sends it. */
const indifferentKeys = [
  "aws:currenttime",
  "aws:epochtime",
  "aws:referer",
  "aws:requestedregion",
  "aws:securetransport",
  "aws:useragent",
];

/** The statements of a resource policy that let everyone in: any principal, and no condition on who or whence. */
export function openStatements(document: unknown): Record<string, unknown>[] {
  return statementsOf(document).filter(
    (statement) =>
      statement["Effect"] === "Allow" &&
      isEveryone(statement) &&
      hasNoNarrowingCondition(statement),
  );
}

/** A condition that is not known yet may narrow the statement. */
function hasNoNarrowingCondition(statement: Record<string, unknown>): boolean {
  if (!("Condition" in statement)) {
    return true;
  }
  const condition = statement["Condition"];
  if (typeof condition !== "object" || condition === null) {
    return false;
  }
  return Object.values(condition).every((keys) =>
    objects(keys).length === 0
      ? false
      : Object.keys(keys as object).every((key) => indifferentKeys.includes(key.toLowerCase())),
  );
}

function isEveryone(statement: Record<string, unknown>): boolean {
  if ("NotPrincipal" in statement) {
    return true;
  }
  const principal = statement["Principal"];
  const named: unknown =
    typeof principal === "object" && principal !== null && "AWS" in principal
      ? principal.AWS
      : principal;
  return named === "*" || (Array.isArray(named) && named.includes("*"));
}
