import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const requireExpectedNetworks: Guardrail = {
  id: "require-expected-networks",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, parameters) => {
        const vpcs = parameters["vpcs"] as readonly string[];
        return [
          denyExcept(context, {
            Sid: "RequireExpectedNetworks",
            NotAction: callsInsideVpcs,
            Resource: ["*"],
            Condition: {
              ArnLike: { "aws:PrincipalArn": parameters["principals"] as readonly string[] },
              BoolIfExists: { "aws:ViaAWSService": ["false"] },
              NotIpAddressIfExists: {
                "aws:SourceIp": parameters["addresses"] as readonly string[],
              },
              ...(vpcs.length > 0 && { StringNotEqualsIfExists: { "aws:SourceVpc": vpcs } }),
            },
          }),
        ];
      },
    },
  ],
  preview: { none: "only a request shows its network" },
  detect: { none: "AWS Config checks resources, not requests" },
  parameters: {
    addresses: {
      type: "strings",
      of: "addressRange",
      description: "Public address ranges of the company: offices, VPN, NAT gateways",
    },
    vpcs: {
      type: "strings",
      of: "vpc",
      mayBeEmpty: true,
      description: "Ids of the VPCs whose endpoints may be used as well",
      default: [],
    },
    principals: {
      type: "strings",
      of: "principal",
      description:
        "ARN patterns of the bound principals: by default people and IAM users, and roles of workloads may be added",
      default: ["arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*", "arn:*:iam::*:user/*"],
    },
  },
  optIn:
    "only the company knows its networks, and the guardrail denies every request from outside them",
  about: {
    title: "Accept people's credentials only from the company's networks",
    why: "a stolen session works from anywhere in the world until it expires",
    comply: "Sign in through the company's network or its VPN",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP05")],
    requirements: [],
    peers: ["AWS data perimeter samples"],
  },
};

/**
 * Calls to resources in a VPC: they arrive at a network interface and have neither a public address nor the id of a
 * VPC.
 */
export const callsInsideVpcs: readonly string[] = [
  "dax:*Item",
  "dax:Query",
  "dax:Scan",
  "elasticfilesystem:Client*",
  "es:ESHttp*",
  "kafka-cluster:*",
  "neptune-db:*",
  "rds-db:*",
];
