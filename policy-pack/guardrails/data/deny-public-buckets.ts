import { openStatements } from "../support/open-statements";
import { isFalse, isNotTrue, known, objects } from "../support/readings";
import { BUCKET_ACCESS_BLOCK, BUCKET_ACLS, BUCKETS } from "../support/resource-types";
import { denyExcept } from "../support/statements";
import { cis, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyPublicBuckets: Guardrail = {
  id: "deny-public-buckets",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        // The account's block overrides the settings of a bucket. protect-bucket-access-blocks protects the blocks of
        // buckets.
        denyExcept(context, {
          Sid: "DenyPublicBucketsBlock",
          Action: ["s3:PutAccessPointPublicAccessBlock", "s3:PutAccountPublicAccessBlock"],
          Resource: ["*"],
        }),
        denyExcept(context, {
          Sid: "DenyPublicBucketsAcl",
          Action: [
            "s3:CreateBucket",
            "s3:PutBucketAcl",
            "s3:PutObject",
            "s3:PutObjectAcl",
            "s3:PutObjectVersionAcl",
          ],
          Resource: ["*"],
          Condition: { StringEquals: { "s3:x-amz-acl": publicAcls } },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: [
          ...BUCKETS,
          ...BUCKET_ACLS,
          "aws:s3/bucketObject:BucketObject",
          "aws:s3/bucketObjectv2:BucketObjectv2",
          "aws:s3/objectCopy:ObjectCopy",
        ],
        check: aclIsPrivate,
      },
      {
        types: [...BUCKETS, "aws:s3/objectCopy:ObjectCopy"],
        check: (resource) => grantsArePrivate(objects(known(resource, "grants"))),
      },
      {
        types: BUCKET_ACLS,
        check: (acl) =>
          grantsArePrivate(
            objects(known(acl, "accessControlPolicy.grants")).flatMap(({ grantee }) =>
              objects(grantee),
            ),
          ),
      },
      {
        types: [BUCKET_ACCESS_BLOCK, "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"],
        check: everySwitchIsOn,
      },
      {
        types: ["aws:s3/accessPoint:AccessPoint"],
        check: (point) => blockIsWhole(point, "publicAccessBlockConfiguration"),
      },
      {
        types: ["aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint"],
        check: (point) => blockIsWhole(point, "details.publicAccessBlock"),
      },
      { types: Object.keys(policyPaths()), check: policyIsPrivate },
    ],
  },
  detect: [
    { configRule: "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED" },
    { securityHubControl: "S3.19" },
    { securityHubControl: "S3.24" },
  ],
  calls: [
    "fsx:CreateAndAttachS3AccessPoint",
    "s3-outposts:PutBucketPolicy",
    "s3:CreateAccessPoint",
    "s3:CreateMultiRegionAccessPoint",
    "s3:PutAccessPointPolicy",
    "s3:PutAccessPointPolicyForObjectLambda",
    "s3:PutBucketPolicy",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutMultiRegionAccessPointPolicy",
  ],
  parameters: {},
  about: {
    title: "Keep S3 buckets private",
    why: "one wrong setting can open a bucket to the public, which is the most common way in which companies lose data",
    comply:
      "Leave the public access block on and grant access by bucket policy to named principals",
    severity: "critical",
    frameworks: [cis("2.1.4"), fsbp("S3.1"), fsbp("S3.8")],
    requirements: ["S1", "r2.8"],
    peers: [
      "Control Tower",
      "Cloud Posse",
      "Landing Zone Accelerator",
      "DataChef",
      "AWS samples",
      "Pulumi compliance policies",
    ],
  },
};

const publicAcls = ["public-read", "public-read-write", "authenticated-read"];
const switches = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
];

/** Groups of every person, and of everyone with an AWS account. */
const publicGroups = /\/groups\/global\/(?:AllUsers|AuthenticatedUsers)$/;

/** Path of the policy on buckets or their objects, by type. */
function policyPaths(): Readonly<Record<string, string>> {
  return {
    "aws:fsx/s3AccessPointAttachment:S3AccessPointAttachment": "s3AccessPoint.policy",
    "aws:s3/bucket:Bucket": "policy",
    "aws:s3/bucketV2:BucketV2": "policy",
    "aws:s3/accessPoint:AccessPoint": "policy",
    "aws:s3/bucketPolicy:BucketPolicy": "policy",
    "aws:s3control/accessPointPolicy:AccessPointPolicy": "policy",
    "aws:s3control/bucketPolicy:BucketPolicy": "policy",
    "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy": "details.policy",
    "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": "policy",
  };
}

function aclIsPrivate(resource: ResourceView): Finding[] {
  const acl = known(resource, "acl");
  return typeof acl === "string" && publicAcls.includes(acl)
    ? [{ message: `has the public ACL ${acl}; remove it and grant access by bucket policy` }]
    : [];
}

function grantsArePrivate(grantees: readonly Record<string, unknown>[]): Finding[] {
  return grantees
    .filter(({ uri }) => typeof uri === "string" && publicGroups.test(uri))
    .map(({ uri }) => ({
      message: `grants its ACL to ${String(uri)}; remove the grant and give access by bucket policy`,
    }));
}

function everySwitchIsOn(resource: ResourceView): Finding[] {
  return switches
    .filter((property) => isNotTrue(resource.read(property)))
    .map((property) => ({
      message: `does not set ${property} to true; remove the block, which every new bucket has, or set all four switches`,
    }));
}

/** An access point blocks public access by default, and its block cannot change later. */
function blockIsWhole(point: ResourceView, path: string): Finding[] {
  return switches
    .filter((property) => isFalse(known(point, `${path}.${property}`)))
    .map((property) => ({
      message: `sets ${property} to false in ${path}; remove the block: by default all four switches are on`,
    }));
}

function policyIsPrivate(resource: ResourceView): Finding[] {
  return openStatements(known(resource, policyPaths()[resource.type] ?? "policy")).map(() => ({
    message:
      "allows every principal without a condition; name principals, or add a condition such as aws:PrincipalOrgID",
  }));
}
