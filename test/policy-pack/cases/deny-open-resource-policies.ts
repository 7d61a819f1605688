import { policyProperties } from "../../../policy-pack/guardrails/data/deny-open-resource-policies";
import { UNKNOWN } from "../../support/policy";
import type { PolicyCases } from "../cases";

const SECRET_POLICY = "aws:secretsmanager/secretPolicy:SecretPolicy";
const EVENTS = "aws:cloudwatch/eventPermission:EventPermission";

const allow = (extra: object = {}): object => ({
  Statement: [
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "*" },
    { Effect: "Allow", Principal: "*", Action: "*", ...extra },
  ],
});
const inOrganization = { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } };
/** What the type needs besides a sound policy. */
const blocked = (type: string): object =>
  type === SECRET_POLICY ? { blockPublicPolicy: true } : {};

export const cases: PolicyCases = {
  violating: [
    ...Object.entries(policyProperties).flatMap(([type, property]) => [
      {
        title: `a ${type} that lets everyone in, as text`,
        type,
        inputs: { ...blocked(type), [property]: JSON.stringify(allow()) },
        says: new RegExp(`allows everyone in ${property}`),
      },
    ]),
    {
      title: "a repository's policy that lets everyone in, as an object",
      type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
      inputs: { policy: allow({ Principal: { AWS: "*" } }) },
      says: /allows everyone in policy/,
    },
    {
      title: "a queue's policy whose condition says nothing about the sender",
      type: "aws:sqs/queuePolicy:QueuePolicy",
      inputs: { policy: allow({ Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
      says: /allows everyone in policy/,
    },
    {
      title: "a secret's policy that nobody examines",
      type: SECRET_POLICY,
      inputs: { policy: JSON.stringify(allow(inOrganization)) },
      says: /does not set blockPublicPolicy to true/,
    },
    {
      title: "a bus that everyone may send to",
      type: EVENTS,
      inputs: { principal: "*" },
      says: /lets every account send events/,
    },
  ],
  compliant: [
    ...Object.entries(policyProperties).flatMap(([type, property]) => [
      { type, inputs: { ...blocked(type), [property]: JSON.stringify(allow(inOrganization)) } },
      { type, inputs: { ...blocked(type), [property]: UNKNOWN } },
      { type, inputs: blocked(type) as Record<string, unknown> },
    ]),
    {
      type: "aws:kms/keyPolicy:KeyPolicy",
      inputs: { policy: allow({ Condition: { StringEquals: { "kms:CallerAccount": "1" } } }) },
    },
    { type: "aws:sns/topicPolicy:TopicPolicy", inputs: { policy: allow({ Effect: "Deny" }) } },
    {
      type: "aws:sns/topicPolicy:TopicPolicy",
      inputs: { policy: allow({ Principal: { Service: "events.amazonaws.com" } }) },
    },
    { type: EVENTS, inputs: { principal: "*", condition: { key: "aws:PrincipalOrgID" } } },
    { type: EVENTS, inputs: { principal: "123456789012" } },
  ],
  remedied: [{ type: SECRET_POLICY, becomes: { blockPublicPolicy: true } }],
};
