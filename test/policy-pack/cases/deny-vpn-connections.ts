import type { PolicyCases } from "../cases";

const GATEWAY = "aws:ec2/customerGateway:CustomerGateway";
const RULE = "aws:ec2clientvpn/authorizationRule:AuthorizationRule";

export const cases: PolicyCases = {
  parameters: { gateways: ["198.51.100.7"] },
  violating: [
    {
      title: "a VPN gateway that is not the company's",
      type: GATEWAY,
      inputs: { ipAddress: "203.0.113.9" },
      message: /is the VPN gateway 203\.0\.113\.9, which is not listed/,
    },
    {
      title: "a client VPN for every client",
      type: RULE,
      inputs: { authorizeAllGroups: true },
      message: /admits every VPN client/,
    },
    {
      title: "a client VPN for every client, as text",
      type: RULE,
      inputs: { authorizeAllGroups: "true" },
      message: /admits every VPN client/,
    },
  ],
  compliant: [
    { type: GATEWAY, inputs: { ipAddress: "198.51.100.7" } },
    { type: GATEWAY, inputs: { certificateArn: "arn:aws:acm:us-east-1:123456789012:a" } },
    { type: RULE, inputs: { authorizeAllGroups: false, accessGroupId: "engineers" } },
  ],
};
