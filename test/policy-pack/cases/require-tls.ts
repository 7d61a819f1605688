import { UNKNOWN, urnOf } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const BUCKET = "aws:s3/bucket:Bucket";
const BUCKET_V2 = "aws:s3/bucketV2:BucketV2";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";

const allow = { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "s3:GetObject" };
const refuse = (value: unknown = "false"): object => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Condition: { Bool: { "aws:SecureTransport": value } },
});
const policy = (...statements: object[]): object => ({
  Version: "2012-10-17",
  Statement: statements,
});

export const cases: PolicyCases = {
  violating: [
    {
      title: "a policy without such a statement, as text",
      type: POLICY,
      inputs: { bucket: "data", policy: JSON.stringify(policy(allow)) },
      message: /does not refuse plain HTTP; add a Deny for aws:SecureTransport false/,
    },
    {
      title: "a policy that refuses HTTPS, as an object",
      type: POLICY,
      inputs: { bucket: "data", policy: policy(allow, refuse("true")) },
      message: /does not refuse plain HTTP/,
    },
    {
      title: "a policy that refuses something else",
      type: POLICY,
      inputs: {
        bucket: "data",
        policy: policy({
          ...refuse(),
          Condition: { StringEquals: { "aws:RequestedRegion": "x" } },
        }),
      },
      message: /does not refuse plain HTTP/,
    },
    {
      title: "a policy that allows plain HTTP",
      type: POLICY,
      inputs: { bucket: "data", policy: policy({ ...refuse(), Effect: "Allow" }) },
      message: /does not refuse plain HTTP/,
    },
    ...[BUCKET, BUCKET_V2].map((type) => ({
      title: `a policy inside of a ${type} without such a statement`,
      type,
      inputs: { bucket: "data", policy: JSON.stringify(policy(allow)) },
      message: /does not refuse plain HTTP/,
    })),
    {
      title: "a bucket without a policy",
      type: BUCKET,
      inputs: { bucket: "data" },
      message: /has no policy that refuses plain HTTP; add an aws\.s3\.BucketPolicy/,
    },
    {
      title: "a bucket beside one that has a policy",
      type: BUCKET_V2,
      inputs: { bucket: "data" },
      with: [
        { type: BUCKET, name: "other", inputs: { bucket: "other" } },
        {
          type: POLICY,
          name: "other",
          inputs: { bucket: "other", policy: policy(refuse()) },
          references: { bucket: urnOf(BUCKET, "other") },
        },
      ],
      message: /has no policy that refuses plain HTTP/,
    },
  ],
  compliant: [
    { type: POLICY, inputs: { bucket: "data", policy: policy(allow, refuse()) } },
    { type: POLICY, inputs: { bucket: "data", policy: JSON.stringify(policy(refuse(["false"]))) } },
    { type: POLICY, inputs: { bucket: "data", policy: policy(refuse(false)) } },
    { type: POLICY, inputs: { bucket: UNKNOWN, policy: UNKNOWN } },
    { type: BUCKET, inputs: { bucket: "data", policy: JSON.stringify(policy(refuse())) } },
    {
      type: BUCKET,
      inputs: { bucket: "data" },
      with: [{ type: POLICY, inputs: { bucket: "data", policy: policy(refuse()) } }],
    },
    {
      type: BUCKET_V2,
      inputs: { bucket: "data", policy: JSON.stringify(policy(refuse())) },
      with: [
        {
          type: POLICY,
          inputs: { bucket: UNKNOWN, policy: UNKNOWN },
          references: { bucket: urnOf(BUCKET_V2) },
        },
      ],
    },
  ],
};
