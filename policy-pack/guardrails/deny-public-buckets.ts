import { cis, fsbp } from "./frameworks";
import type { Finding, Guardrail, ResourceView } from "./guardrail";
import { isNotTrue, known, statementsOf } from "./readings";
import { denyExcept } from "./statements";

const publicAcls = ["public-read", "public-read-write", "authenticated-read"];
const switches = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
];

const BUCKET = "aws:s3/bucket:Bucket";
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

export const denyPublicBuckets: Guardrail = {
  id: "deny-public-buckets",
  title: "Keep S3 buckets private",
  why: "a bucket that one setting makes public is the most common way that companies lose data",
  severity: "critical",
  frameworks: [cis("2.1.4"), fsbp("S3.1"), fsbp("S3.8")],
  requirements: ["S1", "r2.8"],
  parameters: {},
  deny: {
    policyType: "SERVICE_CONTROL_POLICY",
    statements: (context) => [
      denyExcept(context, {
        Sid: "DenyPublicBucketsBlock",
        Action: ["s3:PutAccountPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
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
  preview: {
    resource: [
      { types: [BUCKET, "aws:s3/bucketAcl:BucketAcl"], check: aclIsPrivate },
      {
        types: [BLOCK, "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"],
        check: everySwitchIsOn,
      },
      { types: ["aws:s3/bucketPolicy:BucketPolicy"], check: policyIsPrivate },
    ],
    stack: [{ types: [BUCKET, BLOCK], check: everyBucketIsBlocked }],
  },
  detect: [{ configRule: "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED" }],
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

function policyIsPrivate(resource: ResourceView): Finding[] {
  return statementsOf(known(resource, "policy"))
    .filter(
      (statement) =>
        statement["Effect"] === "Allow" &&
        hasNoCondition(statement) &&
        isEveryone(statement["Principal"]),
    )
    .map(() => ({
      message:
        "allows everyone without a condition; name principals, or add a condition such as aws:PrincipalOrgID",
    }));
}

/** An empty condition is none; one that is not known yet may narrow the statement. */
function hasNoCondition(statement: Record<string, unknown>): boolean {
  const condition = statement["Condition"];
  return "Condition" in statement
    ? typeof condition === "object" && condition !== null && Object.keys(condition).length === 0
    : true;
}

function isEveryone(principal: unknown): boolean {
  if (principal === "*") {
    return true;
  }
  const named: unknown =
    typeof principal === "object" && principal !== null && "AWS" in principal
      ? principal.AWS
      : undefined;
  return named === "*" || (Array.isArray(named) && named.includes("*"));
}

function everyBucketIsBlocked(resources: readonly ResourceView[]): Finding[] {
  const blocks = resources.filter((resource) => resource.type === BLOCK);
  const buckets = resources.filter((resource) => resource.type === BUCKET);
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
