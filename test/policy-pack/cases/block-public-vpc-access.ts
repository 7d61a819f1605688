import type { PolicyCases } from "../cases";

const OPTIONS = "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions";
const EXCLUSION = "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a block that is switched off",
      type: OPTIONS,
      inputs: { internetGatewayBlockMode: "off" },
      message: /switches the block off/,
    },
    {
      title: "an exclusion of a whole network both ways",
      type: EXCLUSION,
      inputs: { vpcId: "vpc-0a", internetGatewayExclusionMode: "allow-bidirectional" },
      message: /opens a whole network in both directions/,
    },
  ],
  compliant: [
    { type: OPTIONS, inputs: { internetGatewayBlockMode: "block-ingress" } },
    {
      type: EXCLUSION,
      inputs: { subnetId: "subnet-0a", internetGatewayExclusionMode: "allow-bidirectional" },
    },
    { type: EXCLUSION, inputs: { vpcId: "vpc-0a", internetGatewayExclusionMode: "allow-egress" } },
  ],
};
