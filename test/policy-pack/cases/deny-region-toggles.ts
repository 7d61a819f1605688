import type { PolicyCases } from "../cases";

const REGION = "aws:account/region:Region";

export const cases: PolicyCases = {
  parameters: { regions: ["eu-south-1"] },
  violating: [
    {
      title: "a Region that is not open",
      type: REGION,
      inputs: { regionName: "ap-east-1", enabled: true },
      message: /enables or disables ap-east-1, which is not an approved Region/,
    },
    {
      title: "a Region in use that is switched off, written as text",
      type: REGION,
      inputs: { regionName: "eu-south-1", enabled: "false" },
      message: /disables eu-south-1/,
    },
  ],
  compliant: [
    { type: REGION, inputs: { regionName: "eu-south-1", enabled: true } },
    { type: REGION, inputs: { regionName: "ap-east-1", enabled: false } },
  ],
};
