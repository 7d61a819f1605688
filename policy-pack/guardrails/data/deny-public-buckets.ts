import { cis, fsbp } from "../frameworks";
import type { Finding, Guardrail, ResourceView } from "../guardrail";
import { isFalse, isNotTrue, known } from "../readings";
import { denyExcept } from "../statements";
import { openStatements } from "./open-statements";

const publicAcls = ["public-read", "public-read-write", "authenticated-read"];
const switches = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
];

const BUCKET = "aws:s3/bucket:Bucket";
/** The deprecated twin. */
const BUCKET_V2 = "aws:s3/bucketV2:BucketV2";
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

export const denyPublicBuckets: Guardrail = {
  id: "deny-public-buckets",
  title: "Keep S3 buckets private",
  why: "a bucket that one setting makes public is the most common way that companies lose data",
  comply: "Leave the public access block on and grant access by bucket policy to named principals",
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
  parameters: {},
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyPublicBucketsBlock",
          Action: [
            "s3:PutAccessPointPublicAccessBlock",
            "s3:PutAccountPublicAccessBlock",
            "s3:PutBucketPublicAccessBlock",
          ],
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
        types: [BUCKET, BUCKET_V2, "aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"],
        check: aclIsPrivate,
      },
      {
        types: [BLOCK, "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"],
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
      {
        types: [
          "aws:s3/accessPoint:AccessPoint",
          "aws:s3/bucketPolicy:BucketPolicy",
          "aws:s3control/accessPointPolicy:AccessPointPolicy",
        ],
        check: policyIsPrivate,
      },
    ],
    stack: [{ types: [BUCKET, BUCKET_V2, BLOCK], check: everyBucketIsBlocked }],
  },
  detect: [
    { configRule: "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED" },
    { securityHubControl: "S3.19" },
    { securityHubControl: "S3.24" },
  ],
};

function aclIsPrivate(resource: ResourceView): Finding[] {
  const acl = known(resource, "acl");
  return typeof acl === "string" && publicAcls.includes(acl)
    ? [{ message: `has the public ACL ${acl}; remove it and grant access by bucket policy` }]
    : [];
}

function everySwitchIsOn(resource: ResourceView): Finding[] {
  return switches
    .filter((property) => isNotTrue(resource.read(property)))
    .map((property) => ({ message: `does not set ${property} to true; set all four switches` }));
}

/** An access point blocks public access unless it says otherwise, and nobody can block it later. */
function blockIsWhole(point: ResourceView, path: string): Finding[] {
  return switches
    .filter((property) => isFalse(known(point, `${path}.${property}`)))
    .map((property) => ({
      message: `sets ${property} to false in ${path}; leave the block out, all of it is on then`,
    }));
}

function policyIsPrivate(resource: ResourceView): Finding[] {
  return openStatements(known(resource, "policy")).map(() => ({
    message:
      "allows everyone without a condition; name principals, or add a condition such as aws:PrincipalOrgID",
  }));
}

function everyBucketIsBlocked(resources: readonly ResourceView[]): Finding[] {
  const blocks = resources.filter((resource) => resource.type === BLOCK);
  const buckets = resources.filter((resource) => resource.type !== BLOCK);
  const urns = new Set(buckets.map(({ urn }) => urn));
  // Whose block it is shows once its bucket is known: it may be any of them.
  const undecided = blocks.some(
    (block) =>
      block.read("bucket").state === "unknown" &&
      !block.references("bucket").some((urn) => urns.has(urn)),
  );
  if (undecided) {
    return [];
  }
  const blocked = new Set(blocks.flatMap((block) => block.references("bucket")));
  const names = new Set(blocks.map((block) => known(block, "bucket")));
  names.delete(undefined);
  return buckets
    .filter((bucket) => !blocked.has(bucket.urn) && !names.has(known(bucket, "bucket")))
    .map((bucket) => ({
      urn: bucket.urn,
      message:
        "has no public access block; add an aws.s3.BucketPublicAccessBlock with all four switches",
    }));
}
