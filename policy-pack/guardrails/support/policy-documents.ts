import type { Finding, ResourceRule } from "../types/preview-rule";
import { isSpecific, type NarrowingKeys } from "./open-statements";
import { known, objects } from "./readings";
import { matches } from "./wildcards";

/** The texts of an element that has one value or a list of values. */
export function texts(element: unknown): string[] {
  const list: unknown[] = Array.isArray(element) ? element : [element];
  return list.filter((item) => typeof item === "string");
}

/** Input with the policy document, by type. The inline policies of a role are a list and have a rule of their own. */
const documentInputs: Readonly<Record<string, string>> = {
  "aws:iam/groupPolicy:GroupPolicy": "policy",
  "aws:iam/policy:Policy": "policy",
  "aws:iam/rolePolicy:RolePolicy": "policy",
  "aws:iam/userPolicy:UserPolicy": "policy",
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "inlinePolicy",
};

/** API calls that write the policy document of a principal. */
export const documentCalls: readonly string[] = [
  "iam:CreatePolicy",
  "iam:CreatePolicyVersion",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "sso:PutInlinePolicyToPermissionSet",
];

/**
 * Rules that check every policy document of a principal: managed, inline and of a permission set.
 *
 * @param check Receives the document as text or as an object; `undefined` when it is absent or not known yet.
 */
export function documentRules(check: (document: unknown) => readonly Finding[]): ResourceRule[] {
  return [
    {
      types: Object.keys(documentInputs),
      check: (resource) => check(known(resource, documentInputs[resource.type] ?? "policy")),
    },
    {
      types: ["aws:iam/role:Role"],
      check: (role) =>
        objects(known(role, "inlinePolicies")).flatMap(({ policy }) => check(policy)),
    },
  ];
}

/** Condition keys that narrow the rights of a statement. A condition on the sender or on the network does not. */
export const rightKeys: NarrowingKeys = {
  "aws:CalledVia*": isSpecific,
  "aws:RequestTag/*": isSpecific,
  "aws:ResourceTag/*": isSpecific,
  "iam:AWSServiceName": isSpecific,
  "iam:AssociatedResourceArn": isSpecific,
  "iam:PassedToService": isSpecific,
  "iam:PermissionsBoundary": isSpecific,
  "iam:PolicyARN": isSpecific,
  "iam:ResourceTag/*": isSpecific,
};

/** Actions of the list that a statement allows. A NotAction with unknown values allows none of them. */
export function allowedAmong(
  actions: readonly string[],
  { Action: allowed, NotAction: excluded }: Record<string, unknown>,
): string[] {
  const left = texts(excluded);
  const isListed = left.length > 0 && left.length === [excluded].flat().length;
  const names = (patterns: readonly string[], action: string): boolean =>
    patterns.some((pattern) => matches(pattern, action, { ignoreCase: true }));
  return actions.filter(
    (action) => names(texts(allowed), action) || (isListed && !names(left, action)),
  );
}

/** True for a statement on every role of an account, or on all resources except some. */
export function reachesEveryRole({
  Resource: resources,
  NotResource: excluded,
}: Record<string, unknown>): boolean {
  const everyRole = /^(?:\*+|arn:[^:]*(?::\*|:iam:\*|:iam::\*|:iam::[^:]*:(?:role\/)?\*+))$/;
  return texts(resources).some((resource) => everyRole.test(resource)) || excluded !== undefined;
}
