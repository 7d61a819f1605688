import { known } from "../support/readings";
import { denyExcept, denyOutside } from "../support/statements";
import { fsbp, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const protectNetworkHub: Guardrail = {
  id: "protect-network-hub",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { shares }) => [
        denyOutside(context, "network", {
          Sid: "ProtectNetworkHub",
          Action: [
            "ec2:AcceptTransitGateway*",
            "ec2:AssociateTransitGateway*",
            "ec2:CreateIpam*",
            "ec2:CreateTransitGateway*",
            "ec2:DeleteIpam*",
            "ec2:DeleteTransitGateway*",
            "ec2:DeprovisionIpam*",
            "ec2:DisableTransitGateway*",
            "ec2:DisassociateTransitGateway*",
            "ec2:EnableTransitGateway*",
            "ec2:ModifyIpam*",
            "ec2:ModifyTransitGateway*",
            "ec2:ProvisionIpam*",
            "ec2:RejectTransitGateway*",
            "ec2:ReplaceTransitGateway*",
            "route53profiles:Delete*",
            "route53profiles:Disassociate*",
            "route53profiles:Update*",
          ],
          Resource: ["*"],
        }),
        // Rules of the hub answer names in all VPCs; teams have resolver endpoints and rules of their own.
        denyOutside(context, "network", {
          Sid: "ProtectNetworkHubNames",
          Action: [
            "route53resolver:Delete*",
            "route53resolver:Disassociate*",
            "route53resolver:Update*",
          ],
          Resource: context.resolverArns,
        }),
        denyExcept(context, {
          Sid: "ProtectNetworkHubShares",
          Action: [
            "ram:DeleteResourceShare",
            "ram:DisassociateResourceShare",
            "ram:UpdateResourceShare",
          ],
          Resource: ["*"],
          Condition: { StringLike: { "ram:ResourceShareName": shares as readonly string[] } },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:ec2transitgateway/transitGateway:TransitGateway"],
        check: nothingJoinsAutomatically,
      },
    ],
  },
  detect: [{ securityHubControl: "EC2.23" }],
  parameters: {
    shares: {
      type: "strings",
      of: "namePattern",
      description: "Patterns of the names of the resource shares of the hub",
      default: ["transit-hub*"],
    },
  },
  about: {
    title: "Protect the network hub",
    why: "a principal that changes the route tables of the hub can connect production with other networks, or disconnect every account",
    comply:
      "Change the transit gateway, address pools and resolver rules only in the stacks of the network account and of the spokes",
    severity: "high",
    frameworks: [fsbp("EC2.23"), wellArchitected("REL02-BP04"), wellArchitected("SEC05-BP02")],
    requirements: ["r0.4", "r2.4"],
    peers: ["Landing Zone Accelerator"],
  },
};

/** By default every attachment joins the default route table, which has routes to all of them. */
function nothingJoinsAutomatically(gateway: ResourceView): Finding[] {
  const tables = ["defaultRouteTableAssociation", "defaultRouteTablePropagation"].filter(
    (property) =>
      gateway.read(property).state !== "unknown" && known(gateway, property) !== "disable",
  );
  const accepts =
    known(gateway, "autoAcceptSharedAttachments") === "enable"
      ? ["autoAcceptSharedAttachments"]
      : [];
  return [...tables, ...accepts].map((property) => ({
    message: `does not set ${property} to disable; a new attachment must reach nothing before a route table names it`,
  }));
}
