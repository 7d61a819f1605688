import { isNotTrue } from "../support/readings";
import { denyExcept } from "../support/statements";
import { controlTower, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyDefaultVpcs: Guardrail = {
  id: "deny-default-vpcs",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyDefaultVpcs",
          Action: ["ec2:CreateDefaultSubnet", "ec2:CreateDefaultVpc"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:ec2/defaultSubnet:DefaultSubnet", "aws:ec2/defaultVpc:DefaultVpc"],
        check: isTakenOverToBeDeleted,
      },
      {
        types: ["aws:ec2/instance:Instance"],
        check: (instance) => needsOneOf(instance, places, "set subnetId"),
      },
      {
        types: ["aws:ec2/securityGroup:SecurityGroup"],
        check: (group) => needsOneOf(group, ["vpcId"], "set vpcId"),
      },
    ],
  },
  detect: { none: "AWS Config has no managed rule for default networks" },
  calls: ["ec2:CreateSecurityGroup", "ec2:RunInstances"],
  parameters: {},
  about: {
    title: "Use no default network",
    why: "a default network has only public subnets, overlaps with the address plan and has no flow logs",
    comply: "Name a subnet of the account's own network, and delete the default network",
    severity: "medium",
    frameworks: [
      controlTower("AWS-GR_DISALLOW_VPC_INTERNET_ACCESS"),
      wellArchitected("SEC05-BP01"),
    ],
    requirements: [],
    peers: ["Control Tower", "Landing Zone Accelerator", "AWS samples"],
  },
};

/** Properties that select the network of an instance: one of them is enough. */
const places = ["subnetId", "networkInterfaces", "primaryNetworkInterface", "launchTemplate"];

/** Pulumi manages a default network only to delete it: forceDestroy must be true. */
function isTakenOverToBeDeleted(resource: ResourceView): Finding[] {
  return isNotTrue(resource.read("forceDestroy"))
    ? [
        {
          message:
            "uses a default network; create an aws.ec2.Vpc, or set forceDestroy to true to delete the default one",
        },
      ]
    : [];
}

function needsOneOf(
  resource: ResourceView,
  properties: readonly string[],
  remedy: string,
): Finding[] {
  return properties.every((property) => resource.read(property).state === "absent")
    ? [{ message: `names no network and so starts in the default one; ${remedy}` }]
    : [];
}
