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
  preview: { none: "where a request comes from shows only when it is made" },
  detect: { none: "AWS Config judges resources, not requests" },
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
        "ARN patterns of the principals that are bound: people and IAM users unless given; roles of workloads may be added",
      default: ["arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*", "arn:*:iam::*:user/*"],
    },
  },
  optIn: "only the company knows its networks, and whoever is outside of them is locked out",
  about: {
    title: "Accept people's credentials from the company's networks only",
    why: "a stolen session works from anywhere in the world until it expires",
    comply: "Sign in by the company's network or its VPN",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP05")],
    requirements: [],
    peers: ["AWS data perimeter samples"],
  },
};

/** Calls to what lies in a VPC: they go to its network interface and carry neither a public address nor a VPC's id. */
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
