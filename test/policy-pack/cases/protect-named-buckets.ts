import type { PolicyCases } from "../cases";

const types = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

export const cases: PolicyCases = {
  parameters: { buckets: ["records", "history.*"] },
  violating: types.flatMap((type) => [
    {
      title: `a ${type} that goes with all it holds`,
      type,
      inputs: { bucket: "records", forceDestroy: true },
      says: /sets forceDestroy to true/,
    },
    {
      title: `a ${type} of a pattern that goes with all it holds`,
      type,
      inputs: { bucket: "history.eu", forceDestroy: true },
      says: /sets forceDestroy to true/,
    },
  ]),
  compliant: types.flatMap((type) => [
    { type, inputs: { bucket: "records", forceDestroy: false } },
    { type, inputs: { bucket: "history-eu", forceDestroy: true } },
    { type, inputs: { bucket: "old-records", forceDestroy: true } },
    { type, inputs: { forceDestroy: true } },
  ]),
};
