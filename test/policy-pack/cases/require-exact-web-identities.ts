import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const ROLE = "aws:iam/role:Role";
const GITHUB = "token.actions.githubusercontent.com";
const EKS = "oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF";

const trust = (issuer: string, condition?: object): object => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      ...(condition !== undefined && { Condition: condition }),
    },
  ],
});
const aud = { [`${GITHUB}:aud`]: "sts.amazonaws.com" };
const main = { [`${GITHUB}:sub`]: "repo:acme/app:ref:refs/heads/main" };

const COGNITO = "cognito-identity.amazonaws.com";
const app = (issuer: string, condition?: object): object => ({
  Statement: [
    {
      Effect: "Allow",
      Principal: { Federated: [issuer] },
      Action: "sts:AssumeRoleWithWebIdentity",
      ...(condition !== undefined && { Condition: condition }),
    },
  ],
});

export const cases: PolicyCases = {
  parameters: { patterns: ["repo:acme/shop-*:ref:refs/tags/v*"] },
  violating: [
    {
      title: "a trust without a condition",
      type: ROLE,
      inputs: { assumeRolePolicy: trust(GITHUB) },
      message:
        /accepts any sub of token\.actions\.githubusercontent\.com; compare .*:sub by StringEquals/,
    },
    {
      title: "a trust that names the audience only, as text",
      type: ROLE,
      inputs: { assumeRolePolicy: JSON.stringify(trust(GITHUB, { StringEquals: aud })) },
      message: /accepts any sub/,
    },
    {
      title: "a trust that names the subject only",
      type: ROLE,
      inputs: { assumeRolePolicy: trust(GITHUB, { StringEquals: main }) },
      message: /accepts any aud/,
    },
    {
      title: "a trust in every repository of an organization",
      type: ROLE,
      inputs: {
        assumeRolePolicy: trust(GITHUB, {
          StringEquals: aud,
          StringLike: {
            [`${GITHUB}:sub`]: ["repo:acme/app:ref:refs/heads/main", "repo:acme/*"],
          },
        }),
      },
      message:
        /accepts every sub of .* that matches repo:acme\/\*; write the value without wildcards/,
    },
    {
      title: "a trust in every subject except one",
      type: ROLE,
      inputs: {
        assumeRolePolicy: trust(GITHUB, { StringEquals: aud, StringNotEquals: main }),
      },
      message: /accepts any sub/,
    },
    {
      title: "a trust in every identity pool",
      type: ROLE,
      inputs: {
        assumeRolePolicy: app(COGNITO, {
          "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: "authenticated" },
        }),
      },
      message: /accepts any aud of cognito-identity\.amazonaws\.com/,
    },
    ...["graph.facebook.com", "www.amazon.com"].map((issuer) => ({
      title: `a trust in every application of ${issuer}`,
      type: ROLE,
      inputs: { assumeRolePolicy: app(issuer) },
      message: /accepts any app_id of/,
    })),
    {
      title: "a trust in every application of Google's customers",
      type: ROLE,
      inputs: { assumeRolePolicy: app("accounts.google.com") },
      message: /accepts any aud of accounts\.google\.com/,
    },
    {
      title: "a trust in every service account of a cluster",
      type: ROLE,
      inputs: {
        assumeRolePolicy: trust(EKS, {
          StringEquals: { [`${EKS}:aud`]: "sts.amazonaws.com" },
          StringLike: { [`${EKS}:sub`]: "system:serviceaccount:*" },
        }),
      },
      message: /matches system:serviceaccount:\*/,
    },
  ],
  compliant: [
    {
      type: ROLE,
      inputs: {
        assumeRolePolicy: app(COGNITO, {
          StringEquals: { [`${COGNITO}:aud`]: "us-east-1:0123" },
          "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: "authenticated" },
        }),
      },
    },
    {
      type: ROLE,
      inputs: {
        assumeRolePolicy: app("graph.facebook.com", {
          StringEquals: { "graph.facebook.com:app_id": "0123" },
        }),
      },
    },
    {
      type: ROLE,
      inputs: { assumeRolePolicy: trust(GITHUB, { StringEquals: { ...aud, ...main } }) },
    },
    {
      type: ROLE,
      inputs: {
        assumeRolePolicy: trust(GITHUB, {
          StringEquals: { [`${GITHUB}:AUD`]: "sts.amazonaws.com" },
          StringLike: { [`${GITHUB}:sub`]: ["repo:acme/shop-*:ref:refs/tags/v*"] },
        }),
      },
    },
    {
      type: ROLE,
      inputs: {
        assumeRolePolicy: JSON.stringify(
          trust(EKS, {
            StringEquals: {
              [`${EKS}:aud`]: "sts.amazonaws.com",
              [`${EKS}:sub`]: "system:serviceaccount:app:api",
            },
          }),
        ),
      },
    },
    {
      type: ROLE,
      inputs: {
        assumeRolePolicy: {
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "pods.eks.amazonaws.com" },
              Action: ["sts:AssumeRole", "sts:TagSession"],
            },
          ],
        },
      },
    },
    // guardrails C3: no stranger matches
    {
      type: ROLE,
      inputs: {
        assumeRolePolicy: trust(GITHUB, {
          StringEquals: aud,
          StringLike: { [`${GITHUB}:sub`]: ["repo:acme/app:*", "repo:acme@1/app@22:ref:*"] },
        }),
      },
    },
    { type: ROLE, inputs: { assumeRolePolicy: UNKNOWN } },
  ],
};
