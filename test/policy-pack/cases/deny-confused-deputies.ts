import { policyProperties } from "../../../policy-pack/guardrails/data/deny-open-resource-policies";
import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const PERMISSION = "aws:lambda/permission:Permission";
const bucket = {
  action: "lambda:InvokeFunction",
  function: "resize",
  principal: "s3.amazonaws.com",
};

const unbound = Object.entries(policyProperties()).filter(
  ([type]) => !/^aws:(?:kms|s3control|secretsmanager|sqs)\//.test(type),
);
const service = (condition?: object, principal: unknown = "s3.amazonaws.com"): object => ({
  Statement: [
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "*" },
    {
      Effect: "Allow",
      Principal: { Service: principal },
      Action: "*",
      ...(condition && { Condition: condition }),
    },
  ],
});
const strangers = /allows s3\.amazonaws\.com to act for any account; compare aws:SourceAccount/;
const rule = { ...bucket, principal: "events.amazonaws.com" };
const anyones = /allows \S+ to call for a sourceArn of any account; set sourceAccount as well/;

export const cases: PolicyCases = {
  violating: [
    {
      title: "a function that a bucket of any account may call",
      type: PERMISSION,
      inputs: bucket,
      message:
        /allows s3\.amazonaws\.com to call for any account; set sourceAccount, or a sourceArn with an account/,
    },
    // public-reports B18
    {
      title: "a function that every bucket of that name may call",
      type: PERMISSION,
      inputs: { ...bucket, sourceArn: "arn:aws:s3:::uploads" },
      message: anyones,
    },
    {
      title: "a function for a bucket whose ARN is not known yet",
      type: PERMISSION,
      inputs: { ...bucket, sourceArn: UNKNOWN },
      message: anyones,
    },
    {
      title: "a function for the schedules of every account",
      type: PERMISSION,
      inputs: { ...rule, sourceArn: "arn:aws:events:us-east-1:*:rule/nightly" },
      message: anyones,
    },
    {
      title: "a function for a REST API whose ARN has no account",
      type: PERMISSION,
      inputs: {
        ...bucket,
        principal: "apigateway.amazonaws.com",
        sourceArn: "arn:aws:execute-api:us-east-1::a1b2c3/*",
      },
      message: anyones,
    },
    ...unbound.map(([type, property]) => ({
      title: `a ${type} for a service that acts for any account`,
      type,
      inputs: { [property]: JSON.stringify(service()) },
      message: strangers,
    })),
    {
      title: "a function's policy for a bucket whose name a stranger may take",
      type: "aws:lambda/resourcePolicy:ResourcePolicy",
      inputs: {
        policy: service({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::uploads" } }, [
          "events.amazonaws.com",
          "s3.amazonaws.com",
        ]),
      },
      message: strangers,
    },
  ],
  compliant: [
    ...unbound.flatMap(([type, property]) => [
      {
        type,
        inputs: {
          [property]: JSON.stringify(
            service({ StringEquals: { "aws:SourceAccount": "123456789012" } }),
          ),
        },
      },
      { type, inputs: { [property]: UNKNOWN } },
    ]),
    {
      type: "aws:sns/topicPolicy:TopicPolicy",
      inputs: {
        policy: service({ StringEqualsIfExists: { "aws:SourceAccount": "123456789012" } }),
      },
    },
    {
      type: PERMISSION,
      inputs: { ...bucket, sourceArn: "arn:aws:s3:::uploads", sourceAccount: "123456789012" },
    },
    { type: PERMISSION, inputs: { ...bucket, sourceAccount: "123456789012" } },
    {
      type: PERMISSION,
      inputs: { ...rule, sourceArn: "arn:aws:events:us-east-1:123456789012:rule/nightly" },
    },
    { type: PERMISSION, inputs: { ...rule, sourceArn: UNKNOWN } },
    { type: PERMISSION, inputs: { ...bucket, principalOrgId: "o-example1234" } },
    { type: PERMISSION, inputs: { ...bucket, principal: "123456789012" } },
  ],
};
