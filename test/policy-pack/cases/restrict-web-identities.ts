import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const ROLE = "aws:iam/role:Role";
const GITHUB = "token.actions.githubusercontent.com";

const trust = (...subjects: string[]): object => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Federated: [`arn:aws:iam::123456789012:oidc-provider/${GITHUB}`] },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com", [`${GITHUB}:sub`]: subjects },
      },
    },
  ],
});

const ofPool = (pool: string): object => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Federated: "cognito-identity.amazonaws.com" },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: { "cognito-identity.amazonaws.com:aud": pool } },
    },
  ],
});

export const cases: PolicyCases = {
  parameters: {
    githubOrganizations: ["acme", "acme@12345"],
    applications: ["us-east-1:11111111-2222-3333-4444-555555555555"],
  },
  violating: [
    {
      title: "a trust in a repository of a stranger, among the company.s own",
      type: ROLE,
      inputs: {
        assumeRolePolicy: trust("repo:acme/app:pull_request", "repo:amce/app:pull_request"),
      },
      message: /trusts repo:amce\/app:pull_request, which is no repository of acme, acme@12345/,
    },
    {
      title: "a trust in a name that a stranger can take over, as text",
      type: ROLE,
      inputs: { assumeRolePolicy: JSON.stringify(trust("repo:acme@9/app@1:pull_request")) },
      message: /trusts repo:acme@9/,
    },
    {
      title: "a trust in the identity pool of a stranger",
      type: ROLE,
      inputs: { assumeRolePolicy: ofPool("us-east-1:99999999-8888-7777-6666-555555555555") },
      message:
        /trusts us-east-1:9999.* of cognito-identity\.amazonaws\.com, which is not among the company's applications/,
    },
  ],
  compliant: [
    {
      type: ROLE,
      inputs: {
        assumeRolePolicy: trust(
          "repo:acme/app:pull_request",
          "repo:acme@12345/app@67890:pull_request",
        ),
      },
    },
    {
      type: ROLE,
      inputs: { assumeRolePolicy: ofPool("us-east-1:11111111-2222-3333-4444-555555555555") },
    },
    { type: ROLE, inputs: { assumeRolePolicy: UNKNOWN } },
  ],
};
