import { known } from "../support/readings";
import { denyExcept } from "../support/statements";
import { fsbp, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const blockPublicVpcAccess: Guardrail = {
  id: "block-public-vpc-access",
  deny: [
    {
      policyType: "DECLARATIVE_POLICY_EC2",
      owns: ["vpc-block-public-access"],
      content: (_context, { outbound, exclusions }) => ({
        ec2_attributes: {
          vpc_block_public_access: {
            internet_gateway_block: {
              mode: { "@@assign": outbound === true ? "block_ingress" : "block_bidirectional" },
              exclusions_allowed: { "@@assign": exclusions === true ? "enabled" : "disabled" },
            },
          },
        },
      }),
    },
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "BlockPublicVpcAccess",
          Action: [
            "ec2:CreateVpcBlockPublicAccessExclusion",
            "ec2:ModifyVpcBlockPublicAccessExclusion",
            "ec2:ModifyVpcBlockPublicAccessOptions",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions"],
        check: blockIsOn,
      },
      {
        types: ["aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion"],
        check: exclusionIsNarrow,
      },
    ],
  },
  detect: [{ securityHubControl: "EC2.172" }],
  parameters: {
    outbound: {
      type: "boolean",
      description: "Allow outbound connections through NAT gateways",
      default: true,
    },
    exclusions: {
      type: "boolean",
      description: "Allow the program to exclude networks and subnets",
      default: true,
    },
  },
  optIn:
    "the block cuts every internet gateway, also those of the platform's public load balancers, until the program creates exclusions",
  about: {
    title: "Block the internet in all networks except the excluded ones",
    why: "without the block, one gateway, route or security group is enough to open a network to the internet",
    comply: "Request an exclusion of the network or subnet that must be public",
    severity: "high",
    frameworks: [fsbp("EC2.172"), wellArchitected("SEC05-BP04")],
    requirements: [],
    peers: ["Landing Zone Accelerator"],
  },
};

function blockIsOn(options: ResourceView): Finding[] {
  return known(options, "internetGatewayBlockMode") === "off"
    ? [{ message: "switches the block off; remove it, the organization sets the mode" }]
    : [];
}

function exclusionIsNarrow(exclusion: ResourceView, { exclusions }: ParameterValues): Finding[] {
  if (exclusions !== true) {
    return [{ message: "excludes a network, which the organization does not allow; remove it" }];
  }
  return known(exclusion, "internetGatewayExclusionMode") === "allow-bidirectional" &&
    exclusion.read("subnetId").state === "absent"
    ? [
        {
          message:
            "opens a whole network in both directions; exclude only its public subnet, by subnetId",
        },
      ]
    : [];
}
