import { known, switchedOn } from "../support/readings";
import { denyExcept, denyExceptLastResort } from "../support/statements";
import { matches } from "../support/wildcards";
import { controlTower } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectNamedBuckets: Guardrail = {
  id: "protect-named-buckets",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { buckets }) => {
        const names = buckets as readonly string[];
        const arns = names.map((name) => `arn:${context.partition}:s3:::${name}`);
        return [
          denyExceptLastResort(context, {
            Sid: "ProtectNamedBucketsObjects",
            Action: ["s3:DeleteBucket", "s3:DeleteObject", "s3:DeleteObjectVersion"],
            // A pattern that ends with * matches the objects too.
            Resource: arns.flatMap((arn) => (arn.endsWith("*") ? [arn] : [arn, `${arn}/*`])),
          }),
          denyExcept(context, {
            Sid: "ProtectNamedBucketsSettings",
            Action: ["s3:PutBucketVersioning", "s3:PutLifecycleConfiguration"],
            Resource: arns,
          }),
          denyExceptLastResort(context, {
            Sid: "ProtectNamedBucketsVaults",
            Action: ["glacier:DeleteArchive", "glacier:DeleteVault"],
            Resource: ["*"],
          }),
        ];
      },
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
        check: (bucket, { buckets }) => {
          const name = known(bucket, "bucket");
          return typeof name === "string" &&
            (buckets as readonly string[]).some((pattern) => matches(pattern, name))
            ? switchedOn(bucket, "forceDestroy", "remove it, the bucket is protected")
            : [];
        },
      },
    ],
  },
  detect: { none: "after a deletion there is no resource left to check" },
  parameters: {
    buckets: {
      type: "strings",
      of: "bucket",
      description:
        "Names of the buckets whose objects are never deleted; * matches any part of a name",
    },
  },
  optIn: "only the company knows which buckets contain data that must never be deleted",
  about: {
    title: "Protect the content of named buckets and of all archive vaults",
    why: "one script with a wrong prefix, or one stolen session, can empty a bucket without a backup copy",
    comply: "Keep the objects, or use a bucket that is not protected",
    severity: "high",
    frameworks: [controlTower("AWS-GR_RESTRICT_S3_DELETE_WITHOUT_MFA")],
    requirements: [],
    peers: ["AWS samples", "Cloud Posse", "Control Tower"],
  },
};
