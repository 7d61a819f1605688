import type { PolicyCases } from "../cases";

const types = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

export const cases: PolicyCases = {
  parameters: { buckets: ["records", "history.*"] },
  violating: types.flatMap((type) => [
    {
      title: `a ${type} that is deleted with its objects`,
      type,
      inputs: { bucket: "records", forceDestroy: true },
      message: /sets forceDestroy to true/,
    },
    {
      title: `a ${type} of a pattern that is deleted with its objects`,
      type,
      inputs: { bucket: "history.eu", forceDestroy: true },
      message: /sets forceDestroy to true/,
    },
  ]),
  compliant: types.flatMap((type) => [
    { type, inputs: { bucket: "records", forceDestroy: false } },
    { type, inputs: { bucket: "history-eu", forceDestroy: true } },
    { type, inputs: { bucket: "old-records", forceDestroy: true } },
    { type, inputs: { forceDestroy: true } },
  ]),
};
