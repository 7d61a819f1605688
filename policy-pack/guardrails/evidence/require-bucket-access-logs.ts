import { mentionsIn, unmentioned } from "../support/references";
import { BUCKET_LOGGINGS, BUCKETS } from "../support/resource-types";
import { cis, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireBucketAccessLogs: Guardrail = {
  id: "require-bucket-access-logs",
  deny: { none: "no condition key shows whether access logs are on" },
  preview: {
    stack: [{ types: [...BUCKETS, ...BUCKET_LOGGINGS], check: everyBucketLogs }],
  },
  detect: [{ configRule: "S3_BUCKET_LOGGING_ENABLED" }],
  calls: ["s3:CreateBucket", "s3:PutBucketLogging"],
  parameters: {},
  optIn:
    "S3 delivers access logs within one account and Region only, so each of them needs a log bucket; GuardDuty watches reads without access logs",
  about: {
    title: "Log the requests to buckets",
    why: "the audit trail does not record who reads which object",
    comply: "Add an aws.s3.BucketLogging to a bucket of the same account and Region",
    severity: "low",
    frameworks: [fsbp("S3.9"), cis("3.4")],
    requirements: ["r2.3"],
    peers: ["AWSGuard"],
  },
};

/** A bucket that receives access logs needs none: S3 would log the delivery of its own logs. */
function everyBucketLogs(resources: readonly ResourceView[]): Finding[] {
  const buckets = resources.filter(({ type }) => BUCKETS.includes(type));
  const settings = resources.filter(({ type }) => BUCKET_LOGGINGS.includes(type));
  const sides = mentionsIn(settings, "bucket", "targetBucket");
  return unmentioned(buckets, sides, "bucket").map(({ urn }) => ({
    urn,
    message: "does not log requests; add an aws.s3.BucketLogging to a log bucket of its Region",
  }));
}
