import type { PolicyCases } from "../cases";

const REGION = "aws:account/region:Region";

export const cases: PolicyCases = {
  parameters: { regions: ["eu-south-1"] },
  violating: [
    {
      title: "a Region that is not open",
      type: REGION,
      inputs: { regionName: "ap-east-1", enabled: true },
      says: /toggles ap-east-1, which is not open to this company/,
    },
    {
      title: "a Region in use that is switched off, written as text",
      type: REGION,
      inputs: { regionName: "eu-south-1", enabled: "false" },
      says: /switches eu-south-1 off/,
    },
  ],
  compliant: [
    { type: REGION, inputs: { regionName: "eu-south-1", enabled: true } },
    { type: REGION, inputs: { regionName: "ap-east-1", enabled: false } },
  ],
};
