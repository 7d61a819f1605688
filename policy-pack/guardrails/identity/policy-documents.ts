import { statementsOf } from "../readings";

/** Statements of a document that allow something without any condition; one that is not known yet may narrow. */
export function unconditionalAllows(document: unknown): Record<string, unknown>[] {
  return statementsOf(document).filter(
    (statement) => statement["Effect"] === "Allow" && isUnconditional(statement),
  );
}

function isUnconditional(statement: Record<string, unknown>): boolean {
  const condition = statement["Condition"];
  return "Condition" in statement
    ? typeof condition === "object" && condition !== null && Object.keys(condition).length === 0
    : true;
}

/** The texts of an element that takes one value or a list of them. */
export function texts(element: unknown): string[] {
  const list: unknown[] = Array.isArray(element) ? element : [element];
  return list.filter((item) => typeof item === "string");
}

/** True when a pattern of actions covers an action, as IAM compares them: without regard to case. */
export function covers(pattern: string, action: string): boolean {
  const expression = pattern
    .toLowerCase()
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`).test(action.toLowerCase());
}

/** Input that holds a policy document, by type; a role's inline policies are a list of their own. */
export const documentInputs: Readonly<Record<string, string>> = {
  "aws:iam/groupPolicy:GroupPolicy": "policy",
  "aws:iam/policy:Policy": "policy",
  "aws:iam/rolePolicy:RolePolicy": "policy",
  "aws:iam/userPolicy:UserPolicy": "policy",
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "inlinePolicy",
};
