import { known, objects } from "../support/readings";
import { mentionsIn, unmentioned } from "../support/references";
import { DEFAULT_SECURITY_GROUP, VPC } from "../support/resource-types";
import { cis, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const closeDefaultSecurityGroups: Guardrail = {
  id: "close-default-security-groups",
  deny: {
    none: "no condition key distinguishes a network's default security group from its others",
  },
  preview: {
    resource: [{ types: [DEFAULT_SECURITY_GROUP], check: groupIsEmpty }],
    stack: [{ types: [DEFAULT_SECURITY_GROUP, VPC], check: everyNetworkHasOne }],
  },
  detect: [{ securityHubControl: "EC2.2" }],
  calls: [
    "ec2:AuthorizeSecurityGroupEgress",
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:CreateVpc",
    "ec2:ModifySecurityGroupRules",
  ],
  parameters: {},
  about: {
    title: "Keep default security groups empty",
    why: "a resource without a security group gets the default one, whose members reach each other and the internet",
    comply:
      "Add an aws.ec2.DefaultSecurityGroup without rules to the network, and use one security group for each purpose",
    severity: "high",
    frameworks: [cis("5.4"), fsbp("EC2.2")],
    requirements: ["r2.16"],
    peers: [],
  },
};

function groupIsEmpty(group: ResourceView): Finding[] {
  return ["ingress", "egress"]
    .filter((property) => objects(known(group, property)).length > 0)
    .map((property) => ({
      message: `has rules in ${property}; remove them and create a separate security group`,
    }));
}

function everyNetworkHasOne(resources: readonly ResourceView[]): Finding[] {
  const networks = resources.filter(({ type }) => type === VPC);
  const groups = resources.filter(({ type }) => type === DEFAULT_SECURITY_GROUP);
  return unmentioned(networks, mentionsIn(groups, "vpcId"), "id").map(({ urn }) => ({
    urn,
    message:
      "leaves its default security group open; add an aws.ec2.DefaultSecurityGroup with its vpcId and without rules",
  }));
}
