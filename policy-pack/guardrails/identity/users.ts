import type { Statement } from "../types/organization-policy";
import type { Parameter, ParameterValues } from "../types/parameter";
import type { Finding, ResourceRule } from "../types/preview-rule";

/** IAM users to keep, for machines that can only use a stored credential. */
export const usersToKeep: Parameter = {
  type: "strings",
  of: "name",
  mayBeEmpty: true,
  description: "Names of IAM users to keep, for machines that can only use a stored key",
  default: [],
};

/** Resources of a statement on users: all users except those to keep. */
export function otherUsers(
  partition: string,
  parameters: ParameterValues,
): Pick<Statement, "Resource" | "NotResource"> {
  const arns = userArns(partition, parameters);
  return arns.length === 0 ? { Resource: ["*"] } : { NotResource: arns };
}

/** ARNs of the users to keep, in any account. */
export function userArns(partition: string, { users }: ParameterValues): string[] {
  return (users as readonly string[]).map((user) => `arn:${partition}:iam::*:user/${user}`);
}

/** A rule that refuses resources of a type, unless a property names one of the users to keep. */
export function onlyUsersToKeep(type: string, property: string, message: string): ResourceRule {
  return {
    types: [type],
    check: (resource, { users }): Finding[] => {
      const name = resource.read(property);
      const isKept =
        name.state === "unknown" ||
        (name.state === "known" && (users as readonly unknown[]).includes(name.value));
      return isKept ? [] : [{ message }];
    },
  };
}
