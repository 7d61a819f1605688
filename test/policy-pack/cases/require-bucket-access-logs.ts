import { UNKNOWN, urnOf } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const BUCKET = "aws:s3/bucket:Bucket";
const BUCKET_V2 = "aws:s3/bucketV2:BucketV2";
const LOGGING = "aws:s3/bucketLogging:BucketLogging";
const LOGGING_V2 = "aws:s3/bucketLoggingV2:BucketLoggingV2";

export const cases: PolicyCases = {
  violating: [
    { title: "a bucket without access logs", type: BUCKET, message: /does not log requests/ },
    {
      title: "a bucket of the older kind without access logs",
      type: BUCKET_V2,
      message: /does not log requests/,
    },
    {
      title: "a bucket beside one that is logged",
      type: BUCKET,
      with: [
        { type: BUCKET, name: "logged" },
        {
          type: LOGGING,
          inputs: { bucket: UNKNOWN, targetBucket: "acme-access-logs" },
          references: { bucket: urnOf(BUCKET, "logged") },
        },
      ],
      message: /does not log requests/,
    },
    {
      title: "a bucket beside the logs of another",
      type: BUCKET,
      inputs: { bucket: "a" },
      with: [{ type: LOGGING_V2, inputs: { bucket: "b", targetBucket: "c" } }],
      message: /does not log requests/,
    },
    {
      title: "a bucket of a name to come, whose logs nothing is about",
      type: BUCKET,
      inputs: { bucket: UNKNOWN },
      message: /does not log requests/,
    },
  ],
  compliant: [
    {
      type: BUCKET,
      with: [
        {
          type: LOGGING,
          inputs: { bucket: UNKNOWN, targetBucket: "c" },
          references: { bucket: urnOf(BUCKET) },
        },
      ],
    },
    {
      type: BUCKET,
      inputs: { bucket: "a" },
      with: [{ type: LOGGING, inputs: { bucket: "a", targetBucket: "c" } }],
    },
    {
      type: BUCKET_V2,
      inputs: { bucket: "a" },
      with: [{ type: LOGGING_V2, inputs: { bucket: "a", targetBucket: "c" } }],
    },
    {
      type: BUCKET,
      inputs: { bucket: "c" },
      with: [{ type: LOGGING, inputs: { bucket: "a", targetBucket: "c" } }],
    },
    {
      type: BUCKET,
      with: [
        {
          type: LOGGING,
          inputs: { bucket: "a", targetBucket: UNKNOWN },
          references: { targetBucket: urnOf(BUCKET) },
        },
      ],
    },
    {
      type: BUCKET,
      inputs: { bucket: UNKNOWN },
      with: [{ type: LOGGING, inputs: { bucket: "a", targetBucket: "c" } }],
    },
    { type: BUCKET, with: [{ type: LOGGING, inputs: { bucket: UNKNOWN, targetBucket: "c" } }] },
  ],
};
