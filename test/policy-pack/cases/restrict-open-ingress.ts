import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const ACL = "aws:ec2/networkAcl:NetworkAcl";
const DEFAULT_ACL = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl";
const ENTRY = "aws:ec2/networkAclRule:NetworkAclRule";

const everyone = { cidrBlocks: ["0.0.0.0/0"] };
const https = { protocol: "tcp", fromPort: 443, toPort: 443 };
const ssh = { protocol: "tcp", fromPort: 22, toPort: 22 };
const own = { ...ssh, cidrBlocks: ["10.0.0.0/8"], ipv6CidrBlocks: ["2001:db8::/32"] };
const entry = { ruleNumber: 100, egress: false, ruleAction: "allow", cidrBlock: "0.0.0.0/0" };

export const cases: PolicyCases = {
  violating: [
    {
      title: "a group that opens SSH among good rules",
      type: GROUP,
      inputs: { ingress: [own, { ...https, ...everyone }, { ...ssh, ...everyone }] },
      message: /opens port 22 to the whole internet;/,
    },
    {
      title: "a group that opens every protocol by IPv6",
      type: GROUP,
      inputs: { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] }] },
      message: /opens ports 0 to 65535 to the whole internet;/,
    },
    {
      title: "a group that opens SSH to a source which is known and one which is not",
      type: GROUP,
      inputs: { ingress: [{ ...ssh, cidrBlocks: [UNKNOWN, "0.0.0.0/0"] }] },
      message: /opens port 22 to the whole internet;/,
    },
    {
      title: "a rule that opens more than the web ports",
      type: RULE,
      inputs: { type: "ingress", protocol: "tcp", fromPort: 80, toPort: 443, ...everyone },
      message: /opens ports 80 to 443 to the whole internet;/,
    },
    {
      title: "a rule that writes the internet as one of its halves",
      type: RULE,
      inputs: { type: "ingress", ...ssh, cidrBlocks: ["128.0.0.0/1"] },
      message: /opens port 22 to the whole internet;/,
    },
    {
      title: "a rule for UDP by its number, with ports as text",
      type: INGRESS,
      inputs: { cidrIpv4: "0.0.0.0/0", ipProtocol: "17", fromPort: "53", toPort: "53" },
      message: /opens port 53 to the whole internet;/,
    },
    {
      title: "a rule that opens everything by IPv6",
      type: INGRESS,
      inputs: { cidrIpv6: "2000::/3", ipProtocol: "-1" },
      message: /opens ports 0 to 65535 to the whole internet;/,
    },
    {
      title: "a rule that opens everything to a continent",
      type: RULE,
      inputs: {
        type: "ingress",
        protocol: "all",
        fromPort: 0,
        toPort: 0,
        ipv6CidrBlocks: ["2600::/12"],
      },
      message: /opens ports 0 to 65535 to the whole internet;/,
    },
    {
      title: "a network ACL that lets SSH in",
      type: ACL,
      inputs: {
        ingress: [
          { action: "allow", cidrBlock: "0.0.0.0/0", protocol: "6", fromPort: 22, toPort: 22 },
        ],
      },
      message: /opens port 22 to the whole internet, with administration ports/,
    },
    {
      title: "a default network ACL that lets everything in by IPv6",
      type: DEFAULT_ACL,
      inputs: {
        ingress: [
          { action: "allow", ipv6CidrBlock: "::/0", protocol: "-1", fromPort: 0, toPort: 0 },
        ],
      },
      message: /opens ports 0 to 65535 to the whole internet, with administration ports/,
    },
    {
      title: "a group that names the protocol in capitals",
      type: GROUP,
      inputs: { ingress: [{ ...ssh, protocol: "TCP", ...everyone }] },
      message: /opens port 22 to the whole internet;/,
    },
    {
      title: "a group that names every protocol in capitals",
      type: GROUP,
      inputs: { ingress: [{ protocol: "ALL", fromPort: 0, toPort: 0, ...everyone }] },
      message: /opens ports 0 to 65535 to the whole internet;/,
    },
    {
      title: "an entry that allows in capitals",
      type: ENTRY,
      inputs: { ...entry, ruleAction: "ALLOW", protocol: "tcp", fromPort: 22, toPort: 22 },
      message: /opens port 22 to the whole internet, with administration ports/,
    },
    {
      title: "an entry that lets remote desktops in",
      type: ENTRY,
      inputs: { ...entry, protocol: "tcp", fromPort: 3380, toPort: 3400 },
      message: /opens ports 3380 to 3400 to the whole internet, with administration ports/,
    },
    {
      title: "an entry without a direction, by IPv6",
      type: ENTRY,
      inputs: { ruleAction: "allow", ipv6CidrBlock: "::/0", protocol: "-1" },
      message: /with administration ports/,
    },
  ],
  compliant: [
    { type: GROUP },
    { type: GROUP, inputs: { ingress: [own, { ...https, ...everyone }] } },
    { type: GROUP, inputs: { ingress: [{ ...ssh, cidrBlocks: [UNKNOWN] }] } },
    {
      type: RULE,
      inputs: { type: "ingress", ...https, ...everyone, ipv6CidrBlocks: ["::/0"] },
    },
    { type: RULE, inputs: { type: "egress", protocol: "-1", ...everyone } },
    { type: RULE, inputs: { type: "ingress", protocol: "tcp", fromPort: UNKNOWN, ...everyone } },
    {
      type: INGRESS,
      inputs: {
        cidrIpv4: "0.0.0.0/0",
        cidrIpv6: "::/0",
        ipProtocol: "tcp",
        fromPort: 80,
        toPort: 80,
      },
    },
    {
      type: INGRESS,
      inputs: { cidrIpv4: "0.0.0.0/0", ipProtocol: "icmp", fromPort: 8, toPort: -1 },
    },
    { type: INGRESS, inputs: { referencedSecurityGroupId: "sg-0a", ipProtocol: "-1" } },
    {
      type: ACL,
      inputs: {
        ingress: [
          { action: "allow", cidrBlock: "10.0.0.0/8", protocol: "-1", fromPort: 0, toPort: 0 },
          { action: "allow", cidrBlock: "0.0.0.0/0", protocol: "6", fromPort: 443, toPort: 443 },
          { action: "allow", cidrBlock: "0.0.0.0/0", protocol: "6", fromPort: 1024, toPort: 65535 },
        ],
      },
    },
    {
      type: DEFAULT_ACL,
      inputs: { ingress: [{ action: "deny", cidrBlock: "0.0.0.0/0", protocol: "-1" }] },
    },
    { type: ENTRY, inputs: { ...entry, egress: true, protocol: "-1" } },
    {
      type: ENTRY,
      inputs: { ...entry, ipv6CidrBlock: "::/0", protocol: "tcp", fromPort: 80, toPort: 80 },
    },
    { type: ENTRY, inputs: { ...entry, ruleAction: "deny", protocol: "-1" } },
  ],
};
