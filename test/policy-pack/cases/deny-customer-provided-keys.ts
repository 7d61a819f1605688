import type { PolicyCases } from "../cases";

const configurations = [
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
];
const COPY = "aws:s3/objectCopy:ObjectCopy";

export const cases: PolicyCases = {
  violating: [
    ...configurations.map((type) => ({
      title: `a ${type} that blocks nothing`,
      type,
      inputs: { rules: [{}, { blockedEncryptionTypes: ["NONE"] }] },
      message: /allows SSE-C/,
    })),
    {
      title: "a copy under a key of its own",
      type: COPY,
      inputs: { customerAlgorithm: "AES256", customerKey: "secret" },
      message: /encrypts with a key that AWS does not keep/,
    },
  ],
  compliant: [
    ...configurations.flatMap((type) => [
      { type, inputs: { rules: [{ blockedEncryptionTypes: ["SSE-C"] }] } },
      { type, inputs: { rules: [{ bucketKeyEnabled: true }] } },
    ]),
    { type: COPY },
    { type: COPY, inputs: { customerAlgorithm: "" } },
  ],
};
