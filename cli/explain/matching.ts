import { matches, meets } from "../../policy-pack/guardrails/support/wildcards";
import type { Conditions, Statement } from "../../policy-pack/guardrails/types/organization-policy";

/** What is asked for, as far as the person has said. */
export interface Request {
  /** `service:Action`, in any letter case; with `*` and `?` it stands for every action that they match. */
  readonly action: string;
  /** ARN. @default - any */
  readonly resource?: string;
  /** @default - anybody */
  readonly principal?: Principal;
}

/** Who asks, by the condition keys that AWS sets about principals. */
export interface Principal {
  /** Whether a value of a statement is the principal's own; `undefined` where nothing decides it. */
  has(key: string, value: string): boolean | undefined;
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
  if (!covers(statement, request)) {
    return undefined;
  }
  let exempt = false;
  const conditions: Record<string, Readonly<Record<string, readonly string[]>>> = {};
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    for (const [key, values] of Object.entries(keys)) {
      const decided = principalDecides(operator, key, values, request.principal);
      if (decided === false && isExemption(operator, key)) {
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

/** True when a statement speaks on the action and the resource, conditions apart. */
export function covers(statement: Statement, { action, resource }: Request): boolean {
  return actionMatches(statement, action) && resourceMatches(statement, resource);
}

/** True when a statement speaks on each action of the service, or of all, and only a condition tells which it means. */
export function isOfEveryRequest({ statement, conditions }: Match, action: string): boolean {
  return Object.keys(conditions).length > 0 && actionsNamed(statement, action).length === 0;
}

/** Patterns of a statement that name the action of a request; none where it speaks on all of the service, or on all but some. */
export function actionsNamed({ Action = [] }: Pick<Statement, "Action">, action: string): string[] {
  return Action.filter(
    (pattern) => !/^(?:[^:]+:)?\*$/.test(pattern) && namesAction([pattern], action),
  );
}

/** Principals that a statement leaves alone, as patterns on their ARNs. */
export function exemptionsOf(statement: Statement): readonly string[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]) => (isExemption(operator, key) ? values : [])),
  );
}

/** True when a list of action patterns names an action, or one of those that a wildcard means; in any letter case. */
export function namesAction(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => meets(pattern.toLowerCase(), action.toLowerCase()));
}

function isExemption(operator: string, key: string): boolean {
  return operator.startsWith("ArnNot") && key.toLowerCase() === "aws:principalarn";
}

/** A wildcard is outside a NotAction as long as not all that it means is listed there. */
function actionMatches({ Action, NotAction = [] }: Statement, action: string): boolean {
  return Action
    ? namesAction(Action, action)
    : !NotAction.some((pattern) => matches(pattern, action, { ignoreCase: true }));
}

function resourceMatches(
  { Resource, NotResource }: Statement,
  resource: string | undefined,
): boolean {
  if (resource === undefined) {
    return true;
  }
  const among = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => matches(pattern, resource));
  return Resource ? among(Resource) : !among(NotResource ?? []);
}

/** Whether a condition on the principal holds; `undefined` when nobody is named, or the name does not tell. */
function principalDecides(
  operator: string,
  key: string,
  values: readonly string[],
  principal: Principal | undefined,
): boolean | undefined {
  const [known, negated] =
    /^(?:Bool|(?:Arn|String)(Not)?(?:Like|Equals)(?:IgnoreCase)?)(?:IfExists)?$/.exec(operator) ??
    [];
  if (known === undefined || principal === undefined) {
    return undefined;
  }
  const has = values.map((value) => principal.has(key, value));
  if (!has.includes(true) && has.includes(undefined)) {
    return undefined;
  }
  return has.includes(true) === (negated === undefined);
}
