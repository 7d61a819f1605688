import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const ROLE = "aws:iam/role:Role";
const statement = (Principal: unknown, extra: object = {}): object => ({
  Effect: "Allow",
  Principal,
  Action: "sts:AssumeRole",
  ...extra,
});
const trust = (...statements: object[]): Record<string, unknown> => ({
  assumeRolePolicy: { Version: "2012-10-17", Statement: statements },
});
const service = statement({ Service: "ec2.amazonaws.com" });
const account = "arn:aws:iam::111122223333:root";
const narrowed = { Condition: { StringEquals: { "sts:ExternalId": "acme" } } };
const inOrganization = { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } };

export const cases: PolicyCases = {
  parameters: { accounts: ["444455556666"] },
  violating: [
    {
      title: "a role for everyone",
      type: ROLE,
      inputs: trust(statement("*")),
      message: /trusts every principal without a condition/,
    },
    {
      title: "a role for everyone, as text, after a harmless statement",
      type: ROLE,
      inputs: {
        assumeRolePolicy: JSON.stringify(
          trust(service, statement({ AWS: ["*"] }))["assumeRolePolicy"],
        ),
      },
      message: /trusts every principal/,
    },
    {
      title: "a role for everyone but one",
      type: ROLE,
      inputs: trust({ Effect: "Allow", NotPrincipal: { AWS: account }, Action: "sts:AssumeRole" }),
      message: /trusts every principal/,
    },
    {
      title: "a role for everyone who knows a word",
      type: ROLE,
      inputs: trust(statement("*", narrowed)),
      message: /trusts every principal/,
    },
    {
      title: "a role for all of an account by HTTPS",
      type: ROLE,
      inputs: trust(
        statement({ AWS: account }, { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      ),
      message: /trusts all principals of account 111122223333/,
    },
    {
      title: "a role for all of an account",
      type: ROLE,
      inputs: trust(statement({ AWS: account })),
      message: /trusts all principals of account 111122223333 without a condition/,
    },
    {
      title: "a role for all of an account by its id, with an empty condition",
      type: ROLE,
      inputs: trust(statement({ AWS: ["444455556666", "111122223333"] }, { Condition: {} })),
      message: /trusts all principals of account 111122223333/,
    },
  ],
  compliant: [
    { type: ROLE, inputs: trust(service) },
    { type: ROLE, inputs: trust(statement({ AWS: account }, narrowed)) },
    { type: ROLE, inputs: trust(statement("*", inOrganization)) },
    {
      type: ROLE,
      inputs: trust(
        statement(
          { AWS: account },
          { Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/delivery" } } },
        ),
      ),
    },
    { type: ROLE, inputs: trust(statement("*", { Effect: "Deny" })) },
    { type: ROLE, inputs: trust(statement({ AWS: "arn:aws:iam::444455556666:root" })) },
    { type: ROLE, inputs: trust(statement({ AWS: "arn:aws:iam::111122223333:role/delivery" })) },
    { type: ROLE, inputs: trust(statement({ AWS: UNKNOWN })) },
    { type: ROLE, inputs: trust(statement({ AWS: account }, { Condition: UNKNOWN })) },
  ],
};
