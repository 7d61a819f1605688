import type { PolicyCases } from "../cases";

const POLICY = "aws:organizations/resourcePolicy:ResourcePolicy";
const delegation = (actions: string | string[], effect = "Allow"): object => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: "123456789012" },
      Action: "organizations:List*",
      Resource: "*",
    },
    { Effect: effect, Principal: { AWS: "123456789012" }, Action: actions, Resource: "*" },
  ],
});

export const cases: PolicyCases = {
  violating: [
    {
      title: "a delegation of everything, as text",
      type: POLICY,
      inputs: { content: JSON.stringify(delegation("organizations:*")) },
      message: /delegates every action/,
    },
    {
      title: "a delegation of everything among named actions",
      type: POLICY,
      inputs: { content: delegation(["organizations:AttachPolicy", "*"]) },
      message: /delegates every action/,
    },
  ],
  compliant: [
    {
      type: POLICY,
      inputs: { content: JSON.stringify(delegation(["organizations:AttachPolicy"])) },
    },
    { type: POLICY, inputs: { content: delegation("organizations:*", "Deny") } },
    { type: POLICY, inputs: { content: delegation("organizations:Describe*") } },
  ],
};
