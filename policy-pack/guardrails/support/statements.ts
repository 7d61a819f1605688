import type { DenyContext, Statement } from "../types/organization-policy";

type Denied = Omit<Statement, "Effect">;

/**
 * A deny with the exempt roles excluded. Without the exemption the program could not undo its own deny. The principal
 * ARN of a role session is the ARN of the role, so exact role names are enough and no prefix is trusted.
 */
export function denyExcept(context: DenyContext, statement: Denied): Statement {
  return denyUnless(context.exemptRoleArns, statement);
}

/** A deny that binds the deployment role as well, for actions that no deployment needs: only break-glass is exempt. */
export function denyExceptLastResort(context: DenyContext, statement: Denied): Statement {
  return denyUnless(context.lastResortRoleArns, statement);
}

/** A deny that exempts the roles of these ARNs; each ARN has a wildcard account. */
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
