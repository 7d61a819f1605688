import type { Conditions, Statement } from "../../policy-pack/guardrails/types/organization-policy";
import type { IamRequest } from "../evaluation/request";
import { actionsNamed, openConditions, targets } from "../evaluation/statement-match";

/** A deny that applies to a request when its open conditions are met. */
export interface DenyMatch {
  readonly statement: Statement;
  /** True when the statement exempts the principal. */
  readonly exempt: boolean;
  /** Conditions that the request does not decide. */
  readonly conditions: Conditions;
  /** True when the known parts of the request decide that it is denied. */
  readonly certain: boolean;
}

/** Compares a deny with a request; `undefined` when the action, the resource or a condition rules it out. */
export function denyMatch(statement: Statement, request: IamRequest): DenyMatch | undefined {
  const covered = targets(statement, request);
  if (covered === false) {
    return undefined;
  }
  const { unmet, undecided } = openConditions(statement, request.keys);
  if (Object.keys(withoutExemptions(unmet)).length > 0) {
    return undefined;
  }
  const exempt = Object.keys(unmet).length > 0;
  const conditions = withoutExemptions(undecided);
  return {
    ...{ statement, exempt, conditions },
    certain: !exempt && covered === true && Object.keys(conditions).length === 0,
  };
}

/** True when a deny names no action of its own: it covers the whole service, or all services, under a condition. */
export function appliesToEveryRequest(
  { statement, conditions }: DenyMatch,
  action: string,
): boolean {
  return Object.keys(conditions).length > 0 && actionsNamed(statement, action).length === 0;
}

/** Principals that a statement exempts, as patterns of their ARNs. */
export function exemptionsOf(statement: Statement): readonly string[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]) => (isExemption(operator, key) ? values : [])),
  );
}

function isExemption(operator: string, key: string): boolean {
  return operator.startsWith("ArnNot") && key.toLowerCase() === "aws:principalarn";
}

function withoutExemptions(conditions: Conditions): Conditions {
  return Object.fromEntries(
    Object.entries(conditions).flatMap(([operator, keys]) => {
      const others = Object.entries(keys).filter(([key]) => !isExemption(operator, key));
      return others.length === 0 ? [] : [[operator, Object.fromEntries(others)]];
    }),
  );
}
