import type { Conditions, Statement } from "../../policy-pack/guardrails/guardrail";

/** What is asked for, as far as the person has said. */
export interface Request {
  /** `service:Action`, in any letter case. */
  readonly action: string;
  /** ARN. @default - any */
  readonly resource?: string;
  /** ARN of the role, user or root that asks. @default - anybody */
  readonly principal?: string;
}

/** What a statement says of a request: nothing, or a deny with what must still hold for it. */
export interface Match {
  readonly statement: Statement;
  /** The principal is one that the statement leaves alone. */
  readonly exempt: boolean;
  /** Conditions that the request does not decide. */
  readonly conditions: Conditions;
}

/** Whether a deny speaks on a request; `undefined` when its action, resource or principal rule it out. */
export function matchOf(statement: Statement, request: Request): Match | undefined {
  if (!actionMatches(statement, request.action) || !resourceMatches(statement, request.resource)) {
    return undefined;
  }
  let exempt = false;
  const conditions: Record<string, Readonly<Record<string, readonly string[]>>> = {};
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    for (const [key, values] of Object.entries(keys)) {
      const decided =
        key.toLowerCase() === "aws:principalarn"
          ? principalDecides(operator, values, request.principal)
          : undefined;
      if (decided === false && operator.startsWith("ArnNot")) {
        exempt = true;
      } else if (decided === false) {
        return undefined;
      } else if (decided === undefined && !isExemption(operator, key)) {
        conditions[operator] = { ...conditions[operator], [key]: values };
      }
    }
  }
  return { statement, exempt, conditions };
}

/** True when a statement speaks on each action of the service, or of all, and only a condition tells which it means. */
export function isOfEveryRequest({ statement, conditions }: Match, action: string): boolean {
  const patterns = (statement.Action ?? []).filter((pattern) => namesAction([pattern], action));
  return (
    Object.keys(conditions).length > 0 &&
    patterns.every((pattern) => /^(?:[^:]+:)?\*$/.test(pattern))
  );
}

/** Roles that a statement leaves alone, as patterns on their ARNs. */
export function exemptionsOf(statement: Statement): readonly string[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]) => (isExemption(operator, key) ? values : [])),
  );
}

/** True when a pattern with `*` and `?` matches all of a text. */
export function wildcardMatches(pattern: string, text: string, ignoreCase = false): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, ignoreCase ? "is" : "s").test(text);
}

/** True when a list of action patterns names an action, in any letter case. */
export function namesAction(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => wildcardMatches(pattern, action, true));
}

function isExemption(operator: string, key: string): boolean {
  return operator.startsWith("ArnNot") && key.toLowerCase() === "aws:principalarn";
}

function actionMatches({ Action, NotAction }: Statement, action: string): boolean {
  return Action ? namesAction(Action, action) : !namesAction(NotAction ?? [], action);
}

function resourceMatches(
  { Resource, NotResource }: Statement,
  resource: string | undefined,
): boolean {
  if (resource === undefined) {
    return true;
  }
  const among = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => wildcardMatches(pattern, resource));
  return Resource ? among(Resource) : !among(NotResource ?? []);
}

/** Whether a condition on the principal's ARN holds; `undefined` when nobody is named. */
function principalDecides(
  operator: string,
  values: readonly string[],
  principal: string | undefined,
): boolean | undefined {
  const [, negated] = /^(?:Arn|String)(Not)?(?:Like|Equals)(?:IfExists)?$/.exec(operator) ?? [];
  if (principal === undefined || !/^(?:Arn|String)(?:Not)?(?:Like|Equals)/.test(operator)) {
    return undefined;
  }
  const matches = values.some((value) => wildcardMatches(value, principal));
  return negated === undefined ? matches : !matches;
}
