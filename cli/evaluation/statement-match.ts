import { covers, matches, meets } from "../../policy-pack/guardrails/support/wildcards";
import type { Conditions, Statement } from "../../policy-pack/guardrails/types/organization-policy";
import { allOf, type Answer, not, oneOf } from "./answer";
import { conditionHolds } from "./condition-operators";
import type { ConditionKeys, IamRequest, Principal } from "./request";
import { substituteVariables } from "./variables";

/** Names in a `Principal` element: every principal, or lists by kind, such as `AWS` and `Service`. */
export type Principals = "*" | Readonly<Record<string, readonly string[]>>;

/** Statement of a policy of any kind, every element as a list. */
export interface PolicyStatement extends Omit<Statement, "Principal"> {
  readonly Principal?: Principals;
  readonly NotPrincipal?: Principals;
}

/** Conditions of a statement that a request does not meet, and those that it does not decide. */
export interface OpenConditions {
  readonly unmet: Conditions;
  readonly undecided: Conditions;
}

/**
 * Evaluates whether a statement, an allow or a deny, applies to a request.
 *
 * @returns `undefined` when the known parts of the request do not decide it.
 */
export function applies(statement: PolicyStatement, request: IamRequest): Answer {
  return allOf([
    targets(statement, request),
    principalMatches(statement, request.principal),
    ...conditionAnswers(statement, request.keys).map(({ holds }) => holds),
  ]);
}

/** Evaluates the action and the resource of a statement; ignores its principal and its conditions. */
export function targets(
  statement: PolicyStatement,
  { action, resource, keys }: IamRequest,
): Answer {
  return allOf([actionMatches(statement, action), resourceMatches(statement, resource, keys)]);
}

/** Conditions that do not hold for the keys of a request, or are undecided. */
export function openConditions(
  statement: PolicyStatement,
  keys: ConditionKeys | undefined,
): OpenConditions {
  const answers = conditionAnswers(statement, keys);
  return {
    unmet: conditionsOf(answers.filter(({ holds }) => holds === false)),
    undecided: conditionsOf(answers.filter(({ holds }) => holds === undefined)),
  };
}

/** Patterns of a statement that name the action; not `*` and `service:*`, which name no action, and not `NotAction`. */
export function actionsNamed(
  { Action = [] }: Pick<PolicyStatement, "Action">,
  action: string,
): string[] {
  return Action.filter(
    (pattern) => !/^(?:[^:]+:)?\*$/.test(pattern) && namesAction([pattern], action),
  );
}

/** True when a pattern matches an action, or one of the actions that a wildcard in it means; ignores letter case. */
export function namesAction(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => meets(pattern.toLowerCase(), action.toLowerCase()));
}

/** An action with a wildcard is decided when a pattern covers all its actions, or no pattern one of them. */
function actionMatches({ Action, NotAction = [] }: PolicyStatement, action: string): Answer {
  const among = (patterns: readonly string[]): Answer => {
    if (patterns.some((pattern) => covers(pattern.toLowerCase(), action.toLowerCase()))) {
      return true;
    }
    return namesAction(patterns, action) ? undefined : false;
  };
  return Action ? among(Action) : not(among(NotAction));
}

function resourceMatches(
  { Resource, NotResource }: PolicyStatement,
  resource: string | undefined,
  keys: ConditionKeys | undefined,
): Answer {
  const among = (patterns: readonly string[]): Answer =>
    oneOf(
      patterns.map((pattern) => {
        if (pattern === "*" || resource === undefined) {
          return pattern === "*" ? true : undefined;
        }
        const { text, complete } = substituteVariables(pattern, keys);
        return matches(text, resource) ? complete || undefined : false;
      }),
    );
  return Resource ? among(Resource) : not(among(NotResource ?? []));
}

function principalMatches(
  { Principal: named, NotPrincipal: excluded }: PolicyStatement,
  principal: Principal | undefined,
): Answer {
  if (named !== undefined) {
    return namesPrincipal(named, principal);
  }
  return excluded === undefined ? true : not(namesPrincipal(excluded, principal));
}

function namesPrincipal(named: Principals, principal: Principal | undefined): Answer {
  if (named === "*") {
    return true;
  }
  const { AWS: accounts = [], Service: services = [] } = named;
  if (accounts.includes("*")) {
    return true;
  }
  if (principal === undefined) {
    return undefined;
  }
  if ("service" in principal) {
    return services.includes(principal.service);
  }
  const { account } = principal;
  return accounts.some((name) => name === account || matches(`arn:*:iam::${account}:root`, name));
}

interface ConditionAnswer {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly holds: Answer;
}

function conditionAnswers(
  { Condition = {} }: PolicyStatement,
  keys: ConditionKeys | undefined,
): ConditionAnswer[] {
  return Object.entries(Condition).flatMap(([operator, byKey]) =>
    Object.entries(byKey).map(([key, values]) => ({
      operator,
      key,
      values,
      holds: conditionHolds(operator, key, values, keys),
    })),
  );
}

function conditionsOf(answers: readonly ConditionAnswer[]): Conditions {
  const conditions: Record<string, Record<string, readonly string[]>> = {};
  for (const { operator, key, values } of answers) {
    conditions[operator] = { ...conditions[operator], [key]: values };
  }
  return conditions;
}
