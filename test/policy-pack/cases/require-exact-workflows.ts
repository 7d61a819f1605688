import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const ROLE = "aws:iam/role:Role";
const GITHUB = "token.actions.githubusercontent.com";
const PODS = "oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF";

const trust = (issuer: string, operator: string, subject: unknown): object => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" },
        [operator]: { [`${issuer}:sub`]: subject },
      },
    },
  ],
});
const role = (issuer: string, operator: string, subject: unknown) => ({
  type: ROLE,
  inputs: { assumeRolePolicy: trust(issuer, operator, subject) },
});

export const cases: PolicyCases = {
  parameters: { subjects: ["repo:acme/shop:ref:refs/tags/v*"] },
  violating: [
    {
      title: "a role for every branch and pull request of a repository",
      ...role(GITHUB, "StringLike", "repo:acme/shop:*"),
      message:
        /admits every workflow that matches repo:acme\/shop:\*; end the subject with a branch/,
    },
    {
      title: "a role for a branch among every release",
      ...role(GITHUB, "StringLike", [
        "repo:acme/shop:ref:refs/heads/main",
        "repo:acme/shop:ref:refs/heads/release/*",
      ]),
      message: /matches repo:acme\/shop:ref:refs\/heads\/release\/\*/,
    },
  ],
  compliant: [
    role(GITHUB, "ForAnyValue:StringEquals", ["repo:acme/shop:environment:production"]),
    role(GITHUB, "StringLike", "repo:acme/shop:ref:refs/tags/v*"),
    role(GITHUB, "StringLike", UNKNOWN),
    // Pods have no branches.
    role(PODS, "StringLike", "system:serviceaccount:shop:*"),
    { type: ROLE, inputs: { assumeRolePolicy: UNKNOWN } },
  ],
};
