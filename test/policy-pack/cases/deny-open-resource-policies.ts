import { policyProperties } from "../../../policy-pack/guardrails/data/deny-open-resource-policies";
import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const SECRET_POLICY = "aws:secretsmanager/secretPolicy:SecretPolicy";
const SERVICE = "aws:ec2/vpcEndpointService:VpcEndpointService";
const CONSUMER = "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple";
const EVENTS = "aws:cloudwatch/eventPermission:EventPermission";

const allow = (extra: object = {}): object => ({
  Statement: [
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "*" },
    { Effect: "Allow", Principal: "*", Action: "*", ...extra },
  ],
});
const inOrganization = { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } };
/** Conditions that admit everyone. */
const idle: readonly object[] = [
  { Bool: { "aws:SecureTransport": "true" } },
  { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"] } },
  { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } },
  { NumericGreaterThanEquals: { "s3:TlsVersion": 1.2 } },
  { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } },
  { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } },
  { "ForAllValues:StringLike": { "aws:PrincipalOrgPaths": "o-1/*" } },
  { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-*" } },
  { StringLike: { "aws:PrincipalOrgID": "o-*" } },
  { Null: { "aws:SourceVpce": "false" } },
  { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/deploy" } },
  { ArnLike: { "aws:SourceArn": ["arn:aws:s3:::data", "arn:aws:s3:::*"] } },
  { StringLike: { "aws:userid": "*:deploy" } },
  { StringEquals: { "aws:PrincipalTag/team": "data" } },
  { StringEquals: { "aws:ResourceAccount": "123456789012" } },
  { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
  { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } },
];
/** Conditions on the sender of a request. */
const narrowing: readonly object[] = [
  { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
  { IpAddress: { "aws:SourceIp": ["198.51.100.0/24", "203.0.113.7"] } },
  { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:principalorgid": "o-1" } },
  { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-1/r-1/*"] } },
  { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/*" } },
  { ArnLike: { "aws:SourceArn": ["arn:aws:s3:::data", "arn:aws:sns:*:123456789012:*"] } },
  { StringLike: { "aws:userid": "AROAEXAMPLEID:*" } },
  { StringEquals: { "aws:SourceVpce": "vpce-1" } },
  { StringEquals: { "kms:CallerAccount": 123456789012 } },
  { StringLike: { "sns:Endpoint": "*@example.com" } },
];
/** Inputs that the type needs in addition to a compliant policy. */
const blocked = (type: string): object =>
  type === SECRET_POLICY ? { blockPublicPolicy: true } : {};

export const cases: PolicyCases = {
  violating: [
    ...Object.entries(policyProperties()).flatMap(([type, property]) => [
      {
        title: `a ${type} that lets everyone in, as text`,
        type,
        inputs: { ...blocked(type), [property]: JSON.stringify(allow()) },
        message: new RegExp(`allows every principal in ${property}`),
      },
    ]),
    {
      title: "a repository's policy that lets everyone in, as an object",
      type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
      inputs: { policy: allow({ Principal: { AWS: "*" } }) },
      message: /allows every principal in policy/,
    },
    ...idle.map((condition) => ({
      title: `a queue's policy that leaves everyone in under ${JSON.stringify(condition)}`,
      type: "aws:sqs/queuePolicy:QueuePolicy",
      inputs: { policy: allow({ Condition: condition }) },
      message: /allows every principal in policy/,
    })),
    {
      title: "an endpoint service that is offered to everyone",
      type: SERVICE,
      inputs: { allowedPrincipals: ["arn:aws:iam::123456789012:root", "*"] },
      message: /offers the service to every AWS account/,
    },
    {
      title: "everyone among those that an endpoint service is offered to",
      type: CONSUMER,
      inputs: { principalArn: "*" },
      message: /offers the service to every AWS account/,
    },
    {
      title: "a policy of a secret without the check of Secrets Manager",
      type: SECRET_POLICY,
      inputs: { policy: JSON.stringify(allow(inOrganization)) },
      message: /does not set blockPublicPolicy to true/,
    },
    {
      title: "a bus that everyone may send to",
      type: EVENTS,
      inputs: { principal: "*" },
      message: /allows every account to send events/,
    },
  ],
  compliant: [
    ...Object.entries(policyProperties()).flatMap(([type, property]) => [
      { type, inputs: { ...blocked(type), [property]: JSON.stringify(allow(inOrganization)) } },
      { type, inputs: { ...blocked(type), [property]: UNKNOWN } },
      { type, inputs: blocked(type) as Record<string, unknown> },
    ]),
    ...narrowing.map((condition) => ({
      type: "aws:sqs/queuePolicy:QueuePolicy",
      inputs: { policy: allow({ Condition: condition }) },
    })),
    { type: SERVICE, inputs: { allowedPrincipals: ["arn:aws:iam::123456789012:root"] } },
    { type: CONSUMER, inputs: { principalArn: "arn:aws:iam::123456789012:root" } },
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
