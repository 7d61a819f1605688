import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const PERMISSION = "aws:lambda/permission:Permission";
const bucket = {
  action: "lambda:InvokeFunction",
  function: "resize",
  principal: "s3.amazonaws.com",
};

export const cases: PolicyCases = {
  violating: [
    {
      title: "a function that every bucket of that name may call",
      type: PERMISSION,
      inputs: bucket,
      message: /allows s3\.amazonaws\.com to call for any account; set sourceArn or sourceAccount/,
    },
  ],
  compliant: [
    { type: PERMISSION, inputs: { ...bucket, sourceArn: "arn:aws:s3:::uploads" } },
    { type: PERMISSION, inputs: { ...bucket, sourceAccount: "123456789012" } },
    { type: PERMISSION, inputs: { ...bucket, sourceArn: UNKNOWN } },
    { type: PERMISSION, inputs: { ...bucket, principalOrgId: "o-example1234" } },
    { type: PERMISSION, inputs: { ...bucket, principal: "123456789012" } },
  ],
};
