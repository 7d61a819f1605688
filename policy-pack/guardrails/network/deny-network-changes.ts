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
    none: "the stacks that may make networks and those that may not make them of the same resources",
  },
  detect: { none: "AWS Config does not tell who has changed a network" },
  parameters: {},
  // Who tries something out in a sandbox may build networks there: they reach neither the internet nor the hub.
  scope: { environments: ["production", "staging", "development", "shared"] },
  about: {
    title: "Leave networks to the network plan",
    why: "a subnet, route or network ACL that somebody adds by hand undoes the separation that the plan shows, and nobody sees it",
    comply: "Change the network in the configuration of its account and deploy it",
    severity: "medium",
    frameworks: [wellArchitected("SEC05-BP02"), wellArchitected("REL02-BP05")],
    requirements: ["r2.15"],
    peers: ["Landing Zone Accelerator"],
  },
};
