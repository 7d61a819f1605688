import type { PolicyCases } from "../cases";

const GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway";

const closed = {
  autoAcceptSharedAttachments: "disable",
  defaultRouteTableAssociation: "disable",
  defaultRouteTablePropagation: "disable",
};

export const cases: PolicyCases = {
  violating: [
    {
      title: "a hub with AWS's defaults",
      type: GATEWAY,
      message: /does not set defaultRouteTableAssociation to disable/,
    },
    {
      title: "a hub that propagates every route",
      type: GATEWAY,
      inputs: { ...closed, defaultRouteTablePropagation: "enable" },
      message: /does not set defaultRouteTablePropagation to disable/,
    },
    {
      title: "a hub that accepts every attachment",
      type: GATEWAY,
      inputs: { ...closed, autoAcceptSharedAttachments: "enable" },
      message: /does not set autoAcceptSharedAttachments to disable/,
    },
  ],
  compliant: [
    { type: GATEWAY, inputs: closed },
    { type: GATEWAY, inputs: { ...closed, autoAcceptSharedAttachments: undefined } },
  ],
};
