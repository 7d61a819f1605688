import type { PolicyCases } from "../cases";

const FUNCTION = "aws:lambda/function:Function";

const message = /runs outside every network/;

export const cases: PolicyCases = {
  violating: [
    { title: "a function without a network", type: FUNCTION, message },
    {
      title: "a function without subnets",
      type: FUNCTION,
      inputs: { vpcConfig: { subnetIds: [], securityGroupIds: [] } },
      message,
    },
  ],
  compliant: [
    {
      type: FUNCTION,
      inputs: { vpcConfig: { subnetIds: ["subnet-0a"], securityGroupIds: ["sg-0a"] } },
    },
  ],
};
