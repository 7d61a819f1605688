import type { PolicyCases } from "../cases";

const configurations = [
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
];
const objects = [
  "aws:s3/bucketObject:BucketObject",
  "aws:s3/bucketObjectv2:BucketObjectv2",
  "aws:s3/objectCopy:ObjectCopy",
];
const LOCK = "aws:glacier/vaultLock:VaultLock";
const retention = (defaultRetention: object): Record<string, unknown> => ({
  rule: { defaultRetention },
});

export const cases: PolicyCases = {
  parameters: { maximumDays: 400 },
  violating: [
    ...configurations.flatMap((type) => [
      {
        title: `a ${type} of too many days`,
        type,
        inputs: retention({ mode: "COMPLIANCE", days: 401 }),
        message: /for 401 days; set at most 400/,
      },
      {
        title: `a ${type} of too many years`,
        type,
        inputs: retention({ mode: "COMPLIANCE", years: 7 }),
        message: /for 2555 days/,
      },
    ]),
    ...objects.map((type) => ({
      title: `a ${type} in compliance mode`,
      type,
      inputs: { objectLockMode: "COMPLIANCE" },
      message: /is locked in compliance mode/,
    })),
    {
      title: "a vault that is locked for good",
      type: LOCK,
      inputs: { completeLock: true },
      message: /is completed and can never be changed/,
    },
  ],
  compliant: [
    ...configurations.flatMap((type) => [
      { type, inputs: retention({ mode: "COMPLIANCE", days: 400 }) },
      { type, inputs: retention({ mode: "GOVERNANCE", years: 7 }) },
      { type },
    ]),
    ...objects.flatMap((type) => [{ type }, { type, inputs: { objectLockMode: "GOVERNANCE" } }]),
    { type: LOCK, inputs: { completeLock: false } },
  ],
};
