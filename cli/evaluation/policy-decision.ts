import { oneOf, type Answer } from "./answer";
import { isKnownOperator } from "./condition-operators";
import { parsePolicy } from "./policy-document";
import type { IamRequest } from "./request";
import { applies, openConditions, type PolicyStatement } from "./statement-match";

export type Decision = "allowed" | "explicitly denied" | "implicitly denied" | "unknown";

/**
 * Decides about a request by the statements of one policy. An explicit deny wins; a request that no statement allows is
 * denied.
 *
 * @returns `unknown` when the known parts of the request do not decide.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(statements: readonly PolicyStatement[], request: IamRequest): Decision {
  const answer = (effect: PolicyStatement["Effect"]): Answer =>
    oneOf(
      statements
        .filter((statement) => statement.Effect === effect)
        .map((statement) => applies(statement, request)),
    );
  const denied = answer("Deny");
  if (denied === true) {
    return "explicitly denied";
  }
  const allowed = answer("Allow");
  if (allowed === false) {
    return "implicitly denied";
  }
  return allowed === true && denied === false ? "allowed" : "unknown";
}

/**
 * True when a policy document allows a request of which every part is known.
 *
 * @throws Error when the decision needs a condition operator that is not in the table, or an unknown part of the request:
 * to ignore either would be a guess.
 */
export function allows(document: unknown, request: Required<IamRequest>): boolean {
  const statements = parsePolicy(document);
  const decision = decide(statements, request);
  if (decision !== "unknown") {
    return decision === "allowed";
  }
  const operators = statements
    .flatMap((statement) => Object.keys(openConditions(statement, request.keys).undecided))
    .filter((operator) => !isKnownOperator(operator));
  if (operators.length === 0) {
    throw new Error(`cannot decide about ${request.action}: a part of the request is unknown`);
  }
  throw new Error(
    `cannot evaluate the condition operator ${[...new Set(operators)].join(", ")}: add it to cli/evaluation/condition-operators.ts`,
  );
}
