import { UNKNOWN, urnOf } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const SUBNET = "aws:ec2/subnet:Subnet";
const TABLE = "aws:ec2/routeTable:RouteTable";
const ROUTE = "aws:ec2/route:Route";
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const postgres = { protocol: "tcp", fromPort: 5432, toPort: 5432 };
const subnet = (kind: string) => ({ type: SUBNET, inputs: { tags: { SubnetType: kind } } });
const association = {
  type: ASSOCIATION,
  references: { subnetId: urnOf(SUBNET), routeTableId: urnOf(TABLE) },
};
const route = (inputs: Record<string, unknown>) => ({
  type: ROUTE,
  inputs,
  references: { routeTableId: urnOf(TABLE) },
});
const table = { type: TABLE, inputs: { routes: [{ cidrBlock: "10.0.0.0/8" }] } };
const wayOut = /connects an isolated subnet to the internet/;

export const cases: PolicyCases = {
  violating: [
    {
      title: "a route from an isolated subnet to the internet",
      ...route({ destinationCidrBlock: "0.0.0.0/0" }),
      with: [subnet("Isolated"), table, association],
      message: wayOut,
    },
    {
      title: "a route from an isolated subnet to the internet by IPv6",
      ...route({ destinationIpv6CidrBlock: "::/0" }),
      with: [subnet("Isolated"), table, association],
      message: wayOut,
    },
    {
      title: "a route table of an isolated subnet with a default route of its own",
      type: TABLE,
      inputs: { routes: [{ cidrBlock: "10.0.0.0/8" }, { cidrBlock: "0.0.0.0/0" }] },
      with: [subnet("Isolated"), association],
      message: wayOut,
    },
    {
      title: "a route table of an isolated subnet with a default route by IPv6",
      type: TABLE,
      inputs: { routes: [{ ipv6CidrBlock: "::/0" }] },
      with: [subnet("Isolated"), association],
      message: wayOut,
    },
    {
      title: "a group that opens a database to addresses",
      type: GROUP,
      inputs: { ingress: [{ ...postgres, cidrBlocks: ["10.0.0.0/8"] }] },
      message:
        /opens port 5432, used by databases, to the addresses 10\.0\.0\.0\/8; name the application's/,
    },
    {
      title: "a rule that opens a cache to addresses",
      type: RULE,
      inputs: {
        type: "ingress",
        protocol: "tcp",
        fromPort: 6379,
        toPort: 6379,
        ipv6CidrBlocks: ["2001:db8::/32"],
      },
      message: /opens port 6379, used by databases, to the addresses 2001:db8::\/32/,
    },
    {
      title: "a rule of its own that opens a database to addresses",
      type: INGRESS,
      inputs: { ipProtocol: "tcp", fromPort: 3306, toPort: 3306, cidrIpv4: "203.0.113.0/24" },
      message: /opens port 3306, used by databases, to the addresses 203\.0\.113\.0\/24/,
    },
    {
      title: "a rule that opens a range with a database's port in it",
      type: INGRESS,
      inputs: { ipProtocol: "TCP", fromPort: 3000, toPort: 4000, cidrIpv4: "172.16.0.0/12" },
      message: /opens ports 3000 to 4000, used by databases, to the addresses 172\.16\.0\.0\/12/,
    },
    {
      title: "a rule that opens every port of every protocol",
      type: INGRESS,
      inputs: { ipProtocol: "-1", cidrIpv4: "100.64.0.0/10" },
      message: /opens ports 0 to 65535/,
    },
  ],
  compliant: [
    // guardrails C3: databases that other networks use
    ...["10.1.0.0/16", "100.127.8.0/22", "172.31.0.0/16", "192.168.4.0/24"].map((cidrIpv4) => ({
      type: INGRESS,
      inputs: { ipProtocol: "tcp", fromPort: 5432, toPort: 5432, cidrIpv4 },
    })),
    {
      type: INGRESS,
      inputs: { ipProtocol: "tcp", fromPort: 5432, toPort: 5432, cidrIpv6: "2600:1f18:1::/56" },
    },
    // guardrails C1: restrict-open-ingress refuses these
    {
      type: GROUP,
      inputs: { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] },
    },
    {
      ...route({ destinationCidrBlock: "0.0.0.0/0", destinationIpv6CidrBlock: "::/0" }),
      with: [subnet("Private"), table, association],
    },
    {
      ...route({ destinationCidrBlock: "10.0.0.0/8" }),
      with: [subnet("Isolated"), table, association],
    },
    {
      ...route({ destinationCidrBlock: UNKNOWN, destinationIpv6CidrBlock: UNKNOWN }),
      with: [subnet("Isolated"), { type: TABLE, inputs: { routes: UNKNOWN } }, association],
    },
    { type: GROUP, inputs: { ingress: [{ ...postgres, securityGroups: ["sg-0a"] }] } },
    {
      type: GROUP,
      inputs: {
        ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }],
      },
    },
    {
      type: RULE,
      inputs: {
        type: "ingress",
        protocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrBlocks: ["10.0.0.0/8"],
        ipv6CidrBlocks: ["2001:db8::/32"],
      },
    },
    { type: RULE, inputs: { type: "egress", ...postgres, cidrBlocks: ["10.0.0.0/8"] } },
    {
      type: INGRESS,
      inputs: {
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: "10.1.0.0/16",
        cidrIpv6: "2001:db8::/32",
      },
    },
    {
      type: INGRESS,
      inputs: { ipProtocol: "tcp", fromPort: 5432, toPort: 5432, cidrIpv4: UNKNOWN },
    },
  ],
};
