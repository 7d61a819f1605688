import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a log group without a key",
      type: GROUP,
      message: /is not encrypted with a key of the company/,
    },
  ],
  compliant: [
    { type: GROUP, inputs: { kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1" } },
    { type: GROUP, inputs: { kmsKeyId: UNKNOWN } },
  ],
};
