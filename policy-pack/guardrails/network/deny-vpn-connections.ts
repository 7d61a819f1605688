import { isTrue, known } from "../support/readings";
import { denyExcept } from "../support/statements";
import { controlTower, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyVpnConnections: Guardrail = {
  id: "deny-vpn-connections",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyVpnConnections",
          Action: [
            "directconnect:AcceptDirectConnectGatewayAssociationProposal",
            "directconnect:Confirm*VirtualInterface",
            "directconnect:Create*",
            "ec2:AssociateClientVpnTargetNetwork",
            "ec2:AttachVpnGateway",
            "ec2:AuthorizeClientVpnIngress",
            "ec2:CreateClientVpn*",
            "ec2:CreateCustomerGateway",
            "ec2:CreateVpn*",
            "ec2:DeleteClientVpn*",
            "ec2:DeleteVpn*",
            "ec2:DetachVpnGateway",
            "ec2:ModifyClientVpnEndpoint",
            "ec2:ModifyVpn*",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      { types: ["aws:ec2/customerGateway:CustomerGateway"], check: gatewayIsTheCompanys },
      {
        types: ["aws:ec2clientvpn/authorizationRule:AuthorizationRule"],
        check: admitsSomeGroup,
      },
    ],
  },
  detect: [{ configRule: "EC2_CLIENT_VPN_NOT_AUTHORIZE_ALL" }],
  parameters: {
    gateways: {
      type: "strings",
      of: "address",
      mayBeEmpty: true,
      description: "Public addresses of the company's own VPN gateways",
      default: [],
    },
  },
  about: {
    title: "Connect only the company's own sites",
    why: "a VPN or a Direct Connect line is an entrance to the network without a firewall of the company",
    comply:
      "Connect sites in the network account, and list the gateway's address in the parameter gateways",
    severity: "high",
    frameworks: [controlTower("AWS-GR_DISALLOW_VPN_CONNECTIONS"), wellArchitected("SEC05-BP01")],
    requirements: [],
    peers: ["Control Tower", "Landing Zone Accelerator", "AWS samples"],
  },
};

/** A gateway that authenticates by certificate may have no address. */
function gatewayIsTheCompanys(gateway: ResourceView, { gateways }: ParameterValues): Finding[] {
  const address = known(gateway, "ipAddress");
  return typeof address === "string" && !(gateways as readonly string[]).includes(address)
    ? [
        {
          message: `is the VPN gateway ${address}, which is not listed; add its address to the parameter gateways`,
        },
      ]
    : [];
}

function admitsSomeGroup(rule: ResourceView): Finding[] {
  return isTrue(known(rule, "authorizeAllGroups"))
    ? [{ message: "admits every VPN client; name a group in accessGroupId" }]
    : [];
}
