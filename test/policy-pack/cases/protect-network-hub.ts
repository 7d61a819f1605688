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
      says: /does not set defaultRouteTableAssociation to disable/,
    },
    {
      title: "a hub that tells every network the way to every other",
      type: GATEWAY,
      inputs: { ...closed, defaultRouteTablePropagation: "enable" },
      says: /does not set defaultRouteTablePropagation to disable/,
    },
    {
      title: "a hub that accepts whoever asks",
      type: GATEWAY,
      inputs: { ...closed, autoAcceptSharedAttachments: "enable" },
      says: /does not set autoAcceptSharedAttachments to disable/,
    },
  ],
  compliant: [
    { type: GATEWAY, inputs: closed },
    { type: GATEWAY, inputs: { ...closed, autoAcceptSharedAttachments: undefined } },
  ],
};
