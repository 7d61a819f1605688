import type { DenyContext, Statement } from "../types/organization-policy";

type Denied = Omit<Statement, "Effect">;

/**
 * A deny that leaves the exempt roles alone. Without the exemption the program would lock itself out at its next run.
 * A role session's principal ARN is its role's ARN, so exact role names suffice and no prefix is trusted.
 */
export function denyExcept(context: DenyContext, statement: Denied): Statement {
  return denyUnless(context.exemptRoleArns, statement);
}

/** A deny that binds the deployment role as well, for what no deployment needs: only break-glass passes. */
export function denyExceptLastResort(context: DenyContext, statement: Denied): Statement {
  return denyUnless(context.lastResortRoleArns, statement);
}

/** A deny that leaves the roles of these ARNs alone, with a wildcard account each. */
export function denyUnless(roleArns: readonly string[], statement: Denied): Statement {
  return {
    ...statement,
    Effect: "Deny",
    Condition: {
      ...statement.Condition,
      ArnNotLike: { ...statement.Condition?.["ArnNotLike"], "aws:PrincipalArn": roleArns },
    },
  };
}
