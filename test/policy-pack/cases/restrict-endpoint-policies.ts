import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const POLICY = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";

const serviceName = "com.amazonaws.us-east-1.s3";
const document = (statement: object): object => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", ...statement }],
});
const own = document({
  Condition: {
    StringEquals: { "aws:PrincipalOrgID": "o-example123", "aws:ResourceOrgID": "o-example123" },
  },
});
const packages = document({ Resource: ["arn:aws:s3:::packages/*"] });
const message = /allows every request to every account/;

export const cases: PolicyCases = {
  violating: [
    {
      title: "an endpoint without a policy",
      type: ENDPOINT,
      inputs: { serviceName },
      message: /has no policy; set policy/,
    },
    {
      title: "an endpoint that lets everything through, as text",
      type: ENDPOINT,
      inputs: { serviceName, policy: JSON.stringify(document({})) },
      message,
    },
    {
      title: "an interface endpoint with an empty condition",
      type: ENDPOINT,
      inputs: {
        serviceName: "com.amazonaws.us-east-1.ecr.api",
        policy: document({ Resource: ["arn:aws:ecr:*:*:*", "*"], Condition: {} }),
      },
      message,
    },
    {
      title: "an endpoint whose condition admits everyone",
      type: ENDPOINT,
      inputs: {
        serviceName,
        policy: document({ Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      },
      message,
    },
    {
      title: "an endpoint that serves everyone but the organization",
      type: ENDPOINT,
      inputs: {
        serviceName,
        policy: document({ Condition: { StringNotEquals: { "aws:ResourceOrgID": "o-1" } } }),
      },
      message,
    },
    {
      title: "a policy of its own that lets everything through",
      type: POLICY,
      inputs: { policy: JSON.stringify(document({})) },
      message,
    },
  ],
  compliant: [
    { type: ENDPOINT, inputs: { serviceName: "com.amazonaws.us-east-1.vpce-svc-0a" } },
    { type: ENDPOINT, inputs: { serviceName: UNKNOWN } },
    { type: ENDPOINT, inputs: { serviceName, policy: UNKNOWN } },
    { type: ENDPOINT, inputs: { serviceName, policy: own } },
    { type: ENDPOINT, inputs: { serviceName, policy: JSON.stringify(own) } },
    { type: ENDPOINT, inputs: { serviceName, policy: packages } },
    { type: ENDPOINT, inputs: { serviceName, policy: document({ Effect: "Deny" }) } },
    { type: ENDPOINT, inputs: { serviceName, policy: document({ Condition: UNKNOWN }) } },
    ...[
      { StringEquals: { "aws:ResourceAccount": "123456789012" } },
      { StringLike: { "s3:ResourceAccount": ["123456789012"] } },
      { Bool: { "aws:PrincipalIsAWSService": "true" } },
      { "ForAnyValue:StringLike": { "aws:ResourceOrgPaths": "o-example123/r-1/*" } },
    ].map((Condition) => ({
      type: ENDPOINT,
      inputs: { serviceName, policy: document({ Condition }) },
    })),
    { type: POLICY, inputs: { policy: own } },
  ],
};
