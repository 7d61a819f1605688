import { known } from "../support/readings";
import { denyExcept } from "../support/statements";
import { controlTower, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyNetworkPeering: Guardrail = {
  id: "deny-network-peering",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyNetworkPeering",
          Action: [
            "ec2:AcceptTransitGatewayPeeringAttachment",
            "ec2:AcceptVpcPeeringConnection",
            "ec2:CreateTransitGatewayPeeringAttachment",
            "ec2:CreateVpcPeeringConnection",
            "ec2:ModifyVpcPeeringConnectionOptions",
            "networkmanager:CreateVpcAttachment",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: { resource: [{ types: Object.keys(accountProperties()), check: otherAccountIsListed }] },
  detect: { none: "AWS Config has no managed rule for peerings with other accounts" },
  parameters: {
    accounts: {
      type: "strings",
      of: "account",
      mayBeEmpty: true,
      description: "Ids of the accounts whose networks the program may peer with",
      default: [],
    },
  },
  about: {
    title: "Connect networks through the hub, not to each other",
    why: "a peering bypasses the route tables of the hub, which separate production from other networks",
    comply:
      "Attach the network to the transit gateway, or list the other account in the parameter accounts",
    severity: "high",
    frameworks: [
      controlTower("AWS-GR_DISALLOW_CROSS_REGION_NETWORKING"),
      wellArchitected("REL02-BP04"),
    ],
    requirements: ["r2.12"],
    peers: ["Control Tower"],
  },
};

/** Property that names the account of the other network, by type of peering. */
function accountProperties(): Readonly<Record<string, string>> {
  return {
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": "peerOwnerId",
    "aws:ec2transitgateway/peeringAttachment:PeeringAttachment": "peerAccountId",
  };
}

/** A peering without an account is with a network of the same account, which the parameter may list as well. */
function otherAccountIsListed(peering: ResourceView, { accounts }: ParameterValues): Finding[] {
  const property = accountProperties()[peering.type] ?? "";
  const account = known(peering, property);
  const isOwn = peering.read(property).state === "absent";
  return isOwn || (account !== undefined && !(accounts as readonly unknown[]).includes(account))
    ? [
        {
          message: `peers with a network of ${isOwn ? "its own account" : `account ${String(account)}`}; attach both to the transit gateway`,
        },
      ]
    : [];
}
