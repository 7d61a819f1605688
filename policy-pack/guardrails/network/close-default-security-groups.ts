import { cis, fsbp } from "../frameworks";
import type { Finding, Guardrail, ResourceView } from "../guardrail";
import { known, objects } from "../readings";

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
  calls: ["ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress", "ec2:CreateVpc"],
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
  const urns = new Set(networks.map(({ urn }) => urn));
  const groups = resources.filter(({ type }) => type === GROUP);
  const others = groups.filter((group) => !group.references("vpcId").some((urn) => urns.has(urn)));
  // Whose group it is shows once its network is known: it may be any of them.
  if (others.some((group) => group.read("vpcId").state === "unknown")) {
    return [];
  }
  const closed = new Set(groups.flatMap((group) => group.references("vpcId")));
  // A component that runs elsewhere gives its network's id without saying which resource it is of.
  const ids = new Set(others.map((group) => known(group, "vpcId")));
  ids.delete(undefined);
  return networks
    .filter(({ urn }) => !closed.has(urn))
    .filter((network) => {
      const id = network.read("id");
      return id.state === "known" ? !ids.has(id.value) : ids.size === 0;
    })
    .map(({ urn }) => ({
      urn,
      message:
        "leaves its default security group open; add an aws.ec2.DefaultSecurityGroup with its vpcId and without rules",
    }));
}
