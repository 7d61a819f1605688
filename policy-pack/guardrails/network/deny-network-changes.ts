import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denyNetworkChanges: Guardrail = {
  id: "deny-network-changes",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyNetworkChanges",
          Action: [
            "ec2:AssociateDhcpOptions",
            "ec2:AssociateRouteTable",
            "ec2:AssociateSubnetCidrBlock",
            "ec2:AssociateVpcCidrBlock",
            "ec2:CreateNetworkAcl*",
            "ec2:CreateRoute*",
            "ec2:CreateSubnet",
            "ec2:CreateVpc",
            "ec2:CreateVpcEndpoint",
            "ec2:DeleteInternetGateway",
            "ec2:DeleteNatGateway",
            "ec2:DeleteNetworkAcl*",
            "ec2:DeleteRoute*",
            "ec2:DeleteSubnet",
            "ec2:DeleteVpc",
            "ec2:DeleteVpcEndpoints",
            "ec2:DetachInternetGateway",
            "ec2:DisassociateRouteTable",
            "ec2:ModifySubnetAttribute",
            "ec2:ModifyVpcAttribute",
            "ec2:ModifyVpcEndpoint",
            "ec2:ReplaceNetworkAcl*",
            "ec2:ReplaceRoute*",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    none: "the stacks that may create networks and those that may not use the same resource types",
  },
  detect: { none: "AWS Config does not record who changes a network" },
  parameters: {},
  // Sandboxes are out of scope: experiments may create networks there, which reach neither the internet nor the hub.
  scope: { environments: ["production", "staging", "development", "shared"] },
  about: {
    title: "Change networks only by the network plan",
    why: "a subnet, route or network ACL that a person adds by hand can break the separation of networks, unnoticed",
    comply: "Change the network in the configuration of its account and deploy it",
    severity: "medium",
    frameworks: [wellArchitected("SEC05-BP02"), wellArchitected("REL02-BP05")],
    requirements: ["r2.15"],
    peers: ["Landing Zone Accelerator"],
  },
};
