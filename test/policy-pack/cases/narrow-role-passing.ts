import type { PolicyCases } from "../cases";

const ROLE = "aws:iam/role:Role";
const documents = [
  ["aws:iam/groupPolicy:GroupPolicy", "policy"],
  ["aws:iam/policy:Policy", "policy"],
  ["aws:iam/rolePolicy:RolePolicy", "policy"],
  ["aws:iam/userPolicy:UserPolicy", "policy"],
  ["aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", "inlinePolicy"],
] as const;
const POLICY = "aws:iam/policy:Policy";

const text = (statement: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", ...statement } });
const passing = { Action: "iam:PassRole", Resource: "*" };
const named = { Action: ["iam:PassRole"], Resource: ["arn:aws:iam::123456789012:role/app-*"] };

export const cases: PolicyCases = {
  violating: [
    ...documents.map(([type, property]) => ({
      title: `a document that passes every role: ${type}`,
      type,
      inputs: { [property]: text(passing) },
      message: /allows iam:PassRole on every role without a condition/,
    })),
    {
      title: "an inline policy that passes every role",
      type: ROLE,
      inputs: { inlinePolicies: [{ policy: text(named) }, { policy: text(passing) }] },
      message: /allows iam:PassRole on every role/,
    },
    {
      title: "passing by a wildcard, among other actions",
      type: POLICY,
      inputs: { policy: text({ Action: ["s3:GetObject", "IAM:Pass*"], Resource: ["*"] }) },
      message: /allows iam:PassRole/,
    },
    {
      title: "passing every role but one",
      type: POLICY,
      inputs: { policy: text({ Action: "iam:PassRole", NotResource: "arn:aws:iam::1:role/a" }) },
      message: /allows iam:PassRole/,
    },
    {
      title: "passing every role in a Region",
      type: POLICY,
      inputs: {
        policy: text({
          ...passing,
          Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
        }),
      },
      message: /allows iam:PassRole/,
    },
    {
      title: "every role of every account being assumed",
      type: POLICY,
      inputs: {
        policy: text({
          Action: "sts:AssumeRole",
          Resource: ["arn:aws:iam::123456789012:role/app", "arn:aws:iam::*:role/*"],
        }),
      },
      message: /allows sts:AssumeRole on every role/,
    },
  ],
  compliant: [
    ...documents.map(([type, property]) => ({ type, inputs: { [property]: text(named) } })),
    { type: ROLE, inputs: { inlinePolicies: [{ name: "pass", policy: text(named) }] } },
    {
      type: POLICY,
      inputs: {
        policy: text({
          ...passing,
          Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
        }),
      },
    },
    {
      type: POLICY,
      inputs: {
        policy: text({
          Action: "sts:AssumeRole",
          Resource: "*",
          Condition: { StringEquals: { "aws:ResourceOrgID": "o-1" } },
        }),
      },
    },
    { type: POLICY, inputs: { policy: text({ Action: "*:*", Resource: "*" }) } },
    { type: POLICY, inputs: { policy: text({ ...passing, Effect: "Deny" }) } },
    { type: POLICY, inputs: { policy: text({ Action: "iam:GetRole", Resource: "*" }) } },
    { type: POLICY, inputs: { policy: text({ Action: "*", Resource: "*" }) } },
    {
      type: POLICY,
      inputs: {
        policy: {
          Statement: [{ Effect: "Allow", ...named }],
        },
      },
    },
  ],
};
