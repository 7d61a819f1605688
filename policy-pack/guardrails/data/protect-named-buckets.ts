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
            // A pattern with * at its end matches the objects too.
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
  detect: { none: "a deletion leaves nothing that a rule could find" },
  parameters: {
    buckets: {
      type: "strings",
      of: "bucket",
      description:
        "Names of the buckets whose objects nobody deletes; * stands for any part of a name",
    },
  },
  optIn: "which buckets hold what must never be deleted is for the company to say",
  about: {
    title: "Keep what named buckets and all archive vaults hold",
    why: "one script with the wrong prefix, or one stolen session, empties a bucket that nothing else holds a copy of",
    comply: "Leave what the bucket holds, or ask for a bucket that is not protected",
    severity: "high",
    frameworks: [controlTower("AWS-GR_RESTRICT_S3_DELETE_WITHOUT_MFA")],
    requirements: [],
    peers: ["AWS samples", "Cloud Posse", "Control Tower"],
  },
};
