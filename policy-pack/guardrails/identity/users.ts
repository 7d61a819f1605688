import type { Statement } from "../types/organization-policy";
import type { Parameter, ParameterValues } from "../types/parameter";
import type { Finding, ResourceRule } from "../types/preview-rule";

/** Users that stay, for machines that can use nothing but a stored credential. */
export const usersThatStay: Parameter = {
  type: "strings",
  of: "name",
  mayBeEmpty: true,
  description: "Names of IAM users that stay, for machines that can use nothing but a stored key",
  default: [],
};

/** The resources of a statement on users: every one but those that stay. */
export function otherUsers(
  partition: string,
  parameters: ParameterValues,
): Pick<Statement, "Resource" | "NotResource"> {
  const arns = userArns(partition, parameters);
  return arns.length === 0 ? { Resource: ["*"] } : { NotResource: arns };
}

/** The users that stay, in any account. */
export function userArns(partition: string, { users }: ParameterValues): string[] {
  return (users as readonly string[]).map((user) => `arn:${partition}:iam::*:user/${user}`);
}

/** A rule that refuses resources of a type unless the user that a property names is one that stays. */
export function onlyUsersThatStay(type: string, property: string, message: string): ResourceRule {
  return {
    types: [type],
    check: (resource, { users }): Finding[] => {
      const name = resource.read(property);
      const stays =
        name.state === "unknown" ||
        (name.state === "known" && (users as readonly unknown[]).includes(name.value));
      return stays ? [] : [{ message }];
    },
  };
}
