import { cis, fsbp } from "../frameworks";
import type { Finding, Guardrail, Reading, ResourceView } from "../guardrail";

const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const SETTINGS = ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"];

export const requireBucketAccessLogs: Guardrail = {
  id: "require-bucket-access-logs",
  title: "Log the requests to buckets",
  why: "the audit trail does not hold who read which object",
  comply: "Add an aws.s3.BucketLogging to a bucket of the same account and Region",
  severity: "low",
  frameworks: [fsbp("S3.9"), cis("3.4")],
  requirements: ["r2.3"],
  peers: ["AWSGuard"],
  parameters: {},
  optIn:
    "S3 delivers access logs within one account and Region only: each needs a bucket for them, and GuardDuty watches reads without",
  deny: { none: "no condition key tells whether access logs are on" },
  calls: ["s3:CreateBucket", "s3:PutBucketLogging"],
  preview: {
    stack: [{ types: [...BUCKETS, ...SETTINGS], check: everyBucketLogs }],
  },
  detect: [{ configRule: "S3_BUCKET_LOGGING_ENABLED" }],
};

/** A bucket that receives access logs has none itself: S3 would log the logging. */
function everyBucketLogs(resources: readonly ResourceView[]): Finding[] {
  const buckets = resources.filter(({ type }) => BUCKETS.includes(type));
  const settings = resources.filter(({ type }) => SETTINGS.includes(type));
  const urns = new Set(buckets.map(({ urn }) => urn));
  const sides = settings.flatMap((setting) =>
    ["bucket", "targetBucket"].map((property) => ({
      reading: setting.read(property),
      references: setting.references(property),
    })),
  );
  const others = sides.filter(({ references }) => !references.some((urn) => urns.has(urn)));
  // Whose setting it is shows once its bucket is known: it may be any of them.
  if (others.some(({ reading }) => reading.state === "unknown")) {
    return [];
  }
  const logged = new Set(sides.flatMap(({ references }) => references));
  const names = new Set(
    others.map(({ reading }) => (reading.state === "known" ? reading.value : undefined)),
  );
  return buckets
    .filter((bucket) => !logged.has(bucket.urn) && !mayBeAmong(bucket.read("bucket"), names))
    .map(({ urn }) => ({
      urn,
      message: "does not log requests; add an aws.s3.BucketLogging to a log bucket of its Region",
    }));
}

function mayBeAmong(name: Reading, names: ReadonlySet<unknown>): boolean {
  return name.state === "known" ? names.has(name.value) : name.state === "unknown";
}
