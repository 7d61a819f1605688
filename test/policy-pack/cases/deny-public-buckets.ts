import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const BUCKET = "aws:s3/bucket:Bucket";
const BUCKET_V2 = "aws:s3/bucketV2:BucketV2";
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const ACCOUNT = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const POINT = "aws:s3/accessPoint:AccessPoint";
const POINT_POLICY = "aws:s3control/accessPointPolicy:AccessPointPolicy";
const GLOBAL_POINT = "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint";
const COPY = "aws:s3/objectCopy:ObjectCopy";
const objects = [
  "aws:s3/bucketObject:BucketObject",
  "aws:s3/bucketObjectv2:BucketObjectv2",
  COPY,
] as const;
const acls = ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"] as const;

/** Types with a policy, and their inputs for a given policy. */
const policies: readonly (readonly [string, (policy: unknown) => Record<string, unknown>])[] = [
  [
    "aws:fsx/s3AccessPointAttachment:S3AccessPointAttachment",
    (policy) => ({ s3AccessPoint: { policy } }),
  ],
  [POINT_POLICY, (policy) => ({ policy })],
  ["aws:s3control/bucketPolicy:BucketPolicy", (policy) => ({ policy })],
  [
    "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy",
    (policy) => ({ details: { name: "data", policy } }),
  ],
  [
    "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy",
    (policy) => ({ policy }),
  ],
];
const group = (name: string): object => ({
  type: "Group",
  uri: `http://acs.amazonaws.com/groups/${name}`,
  permissions: ["READ"],
});
const owner = { type: "CanonicalUser", id: "0123456789abcdef", permissions: ["FULL_CONTROL"] };
const granted = (grantee: object): Record<string, unknown> => ({
  accessControlPolicy: { owner: { id: "0" }, grants: [{ permission: "READ", grantee }] },
});

const allOn = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const everyone = (extra: object = {}): object => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*", ...extra }],
});
const inOrganization = { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } };

export const cases: PolicyCases = {
  violating: [
    {
      title: "a bucket with a public ACL",
      type: BUCKET,
      inputs: { acl: "public-read" },
      message: /public ACL public-read/,
    },
    {
      title: "a bucket of the deprecated type with a public ACL",
      type: BUCKET_V2,
      inputs: { acl: "public-read-write" },
      message: /public ACL public-read-write/,
    },
    {
      title: "an ACL that is public",
      type: "aws:s3/bucketAcl:BucketAcl",
      inputs: { acl: "authenticated-read" },
      message: /public ACL authenticated-read/,
    },
    {
      title: "an ACL of the deprecated type that is public",
      type: "aws:s3/bucketAclV2:BucketAclV2",
      inputs: { acl: "public-read" },
      message: /public ACL public-read/,
    },
    {
      title: "a block that leaves one switch out",
      type: BLOCK,
      inputs: { ...allOn, restrictPublicBuckets: undefined },
      message: /does not set restrictPublicBuckets to true/,
    },
    {
      title: "an account block that turns one switch off",
      type: ACCOUNT,
      inputs: { ...allOn, blockPublicPolicy: false },
      message: /does not set blockPublicPolicy to true/,
    },
    {
      title: "an access point that lets public policies in",
      type: POINT,
      inputs: { publicAccessBlockConfiguration: { ...allOn, blockPublicPolicy: "false" } },
      message: /sets blockPublicPolicy to false in publicAccessBlockConfiguration/,
    },
    {
      title: "an access point with a policy for everyone",
      type: POINT,
      inputs: { policy: JSON.stringify(everyone()) },
      message: /allows every principal without a condition/,
    },
    ...policies.map(([type, inputs]) => ({
      title: `a policy for everyone: ${type}`,
      type,
      inputs: inputs(JSON.stringify(everyone())),
      message: /allows every principal without a condition/,
    })),
    ...[BUCKET, BUCKET_V2].map((type) => ({
      title: `a policy for everyone inside of ${type}`,
      type,
      inputs: { policy: JSON.stringify(everyone()) },
      message: /allows every principal without a condition/,
    })),
    ...objects.map((type) => ({
      title: `an object with a public ACL: ${type}`,
      type,
      inputs: { acl: "public-read" },
      message: /public ACL public-read/,
    })),
    ...[BUCKET, BUCKET_V2, COPY].map((type) => ({
      title: `a grant to everyone among others: ${type}`,
      type,
      inputs: { grants: [owner, group("global/AllUsers")] },
      message: /grants its ACL to .*AllUsers/,
    })),
    ...acls.map((type) => ({
      title: `a grant to all of AWS's customers: ${type}`,
      type,
      inputs: granted(group("global/AuthenticatedUsers")),
      message: /grants its ACL to .*AuthenticatedUsers/,
    })),
    {
      title: "an access point of several Regions that lets public ACLs in",
      type: GLOBAL_POINT,
      inputs: {
        details: { name: "data", publicAccessBlock: { ...allOn, blockPublicAcls: false } },
      },
      message: /sets blockPublicAcls to false in details.publicAccessBlock/,
    },
    {
      title: "a bucket policy for everyone, as text",
      type: POLICY,
      inputs: { policy: JSON.stringify(everyone()) },
      message: /allows every principal without a condition/,
    },
    {
      title: "a bucket policy for everyone, as an object",
      type: POLICY,
      inputs: { policy: everyone({ Principal: { AWS: ["*"] } }) },
      message: /allows every principal without a condition/,
    },
    {
      title: "a bucket policy for everyone but one",
      type: POLICY,
      inputs: {
        policy: {
          Statement: [{ Effect: "Allow", NotPrincipal: { AWS: "arn:aws:iam::1:root" } }],
        },
      },
      message: /allows every principal without a condition/,
    },
    {
      title: "a bucket policy for everyone who comes by HTTPS",
      type: POLICY,
      inputs: { policy: everyone({ Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
      message: /allows every principal without a condition/,
    },
  ],
  compliant: [
    // AWS creates a bucket with its block: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    { type: BUCKET, inputs: { bucket: "acme-logs" } },
    { type: BLOCK, inputs: { ...allOn, bucket: "acme-logs" } },
    { type: BLOCK, inputs: { ...allOn, blockPublicAcls: UNKNOWN } },
    { type: "aws:s3/bucketAcl:BucketAcl", inputs: { acl: "private" } },
    { type: "aws:s3/bucketAcl:BucketAcl" },
    { type: "aws:s3/bucketAclV2:BucketAclV2", inputs: { acl: "private" } },
    { type: ACCOUNT, inputs: allOn },
    {
      type: POINT,
      inputs: {
        publicAccessBlockConfiguration: allOn,
        policy: JSON.stringify(everyone(inOrganization)),
      },
    },
    { type: POINT },
    ...policies.map(([type, inputs]) => ({
      type,
      inputs: inputs(JSON.stringify(everyone(inOrganization))),
    })),
    ...objects.map((type) => ({ type, inputs: { acl: "bucket-owner-full-control" } })),
    { type: COPY, inputs: { grants: [owner] } },
    ...acls.map((type) => ({ type, inputs: granted(owner) })),
    ...[BUCKET, BUCKET_V2].map((type) => ({
      type,
      inputs: {
        bucket: "acme-logs",
        policy: JSON.stringify(everyone(inOrganization)),
        grants: [owner, group("s3/LogDelivery")],
      },
    })),
    { type: GLOBAL_POINT, inputs: { details: { name: "data", publicAccessBlock: allOn } } },
    { type: GLOBAL_POINT, inputs: { details: { name: "data" } } },
    { type: POLICY, inputs: { policy: JSON.stringify(everyone({ Effect: "Deny" })) } },
    { type: POLICY, inputs: { policy: everyone(inOrganization) } },
    { type: POLICY, inputs: { policy: everyone({ Principal: { AWS: UNKNOWN } }) } },
    { type: POLICY, inputs: { policy: everyone({ Condition: UNKNOWN }) } },
    { type: POLICY, inputs: { policy: UNKNOWN } },
    { type: POLICY, inputs: { policy: "no JSON" } },
    ...[BUCKET, BUCKET_V2].map((type) => ({
      type,
      inputs: { acl: "private", bucket: "acme-logs" },
    })),
  ],
};
