import type { StackBuilder } from "./context";

export const networkStack: StackBuilder<"network"> = ({ organization }) => ({
  rootZoneId: "Z123",
  rootDomain: organization.domain,
  rootZoneNameServers: [],
  transitGatewayId: "tgw-123",
  transitRouteTableIds: {
    production: "tgw-rtb-1",
    nonproduction: "tgw-rtb-2",
    shared: "tgw-rtb-3",
  },
  mailIdentityArn: "arn:aws:ses:us-east-1:111111111111:identity/stub",
});
