import type { PolicyCases } from "../cases";

const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const HUBS = "aws:ec2transitgateway/peeringAttachment:PeeringAttachment";

const partner = "111122223333";

export const cases: PolicyCases = {
  parameters: { accounts: [partner] },
  violating: [
    {
      title: "a peering with an account that is not listed",
      type: PEERING,
      inputs: { peerOwnerId: "444455556666" },
      message: /peers with a network of account 444455556666/,
    },
    {
      title: "a peering within the account",
      type: PEERING,
      message: /peers with a network of its own account/,
    },
    {
      title: "a hub joined to that of an account which is not listed",
      type: HUBS,
      inputs: { peerAccountId: "444455556666" },
      message: /peers with a network of account 444455556666/,
    },
  ],
  compliant: [
    { type: PEERING, inputs: { peerOwnerId: partner } },
    { type: HUBS, inputs: { peerAccountId: partner } },
  ],
};
