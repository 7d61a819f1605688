import type { DenyContext, Statement } from "./guardrail";

/**
 * A deny that leaves the exempt roles alone. Without the exemption the program would lock itself out at its next run.
 * A role session's principal ARN is its role's ARN, so exact role names suffice and no prefix is trusted.
 */
export function denyExcept(context: DenyContext, statement: Omit<Statement, "Effect">): Statement {
  return {
    ...statement,
    Effect: "Deny",
    Condition: {
      ...statement.Condition,
      ArnNotLike: { "aws:PrincipalArn": context.exemptRoleArns },
    },
  };
}
