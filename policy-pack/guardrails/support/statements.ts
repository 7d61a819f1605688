import type { DenyContext, Owner, Statement } from "../types/organization-policy";
import type { ParameterValues } from "../types/parameter";

type Denied = Omit<Statement, "Effect">;

/**
 * A deny with the exempt roles excluded. Without the exemption the program could not undo its own deny. The principal
 * ARN of a role session is the ARN of the role, so exact role names are enough and no prefix is trusted.
 */
export function denyExcept(context: DenyContext, statement: Denied): Statement {
  return denyUnless(context.exemptRoleArns, statement);
}

/** A deny that exempts people of the account that owns the work, too: their permission sets decide what they may do there. */
export function denyOutside(context: DenyContext, owner: Owner, statement: Denied): Statement {
  return denyUnless([...context.exemptRoleArns, ...context.peopleArns[owner]], statement);
}

/** A deny that binds the deployment role as well, for actions that no deployment needs: only break-glass is exempt. */
export function denyExceptLastResort(context: DenyContext, statement: Denied): Statement {
  return denyUnless(context.lastResortRoleArns, statement);
}

/**
 * A deny for the names in a parameter, which company's own things have; none without names.
 *
 * @param arnOf The ARN of a name, without `arn:` and the partition.
 */
export function denyNamed(
  context: DenyContext,
  names: ParameterValues[string] | undefined,
  arnOf: (name: string) => string,
  statement: Omit<Denied, "Resource">,
): Statement[] {
  const Resource = ((names ?? []) as readonly string[]).map(
    (name) => `arn:${context.partition}:${arnOf(name)}`,
  );
  return Resource.length === 0 ? [] : [denyExcept(context, { ...statement, Resource })];
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
