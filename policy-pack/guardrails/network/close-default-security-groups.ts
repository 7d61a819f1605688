import { cis, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";
import { known, objects } from "../support/readings";
import { mentionsIn, unmentioned } from "../support/references";

const GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const NETWORK = "aws:ec2/vpc:Vpc";

export const closeDefaultSecurityGroups: Guardrail = {
  id: "close-default-security-groups",
  title: "Leave default security groups empty",
  why: "what names no security group gets the default one, whose members all reach each other and the internet",
  comply:
    "Add an aws.ec2.DefaultSecurityGroup without rules to the network, and groups of one purpose each",
  severity: "high",
  frameworks: [cis("5.4"), fsbp("EC2.2")],
  requirements: ["r2.16"],
  peers: [],
  parameters: {},
  deny: { none: "no condition key tells a network's default security group from its others" },
  calls: [
    "ec2:AuthorizeSecurityGroupEgress",
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:CreateVpc",
    "ec2:ModifySecurityGroupRules",
  ],
  preview: {
    resource: [{ types: [GROUP], check: groupIsEmpty }],
    stack: [{ types: [GROUP, NETWORK], check: everyNetworkHasOne }],
  },
  detect: [{ securityHubControl: "EC2.2" }],
};

function groupIsEmpty(group: ResourceView): Finding[] {
  return ["ingress", "egress"]
    .filter((property) => objects(known(group, property)).length > 0)
    .map((property) => ({
      message: `has rules in ${property}; remove them and make a security group of its own`,
    }));
}

function everyNetworkHasOne(resources: readonly ResourceView[]): Finding[] {
  const networks = resources.filter(({ type }) => type === NETWORK);
  const groups = resources.filter(({ type }) => type === GROUP);
  return unmentioned(networks, mentionsIn(groups, "vpcId"), "id").map(({ urn }) => ({
    urn,
    message:
      "leaves its default security group open; add an aws.ec2.DefaultSecurityGroup with its vpcId and without rules",
  }));
}
