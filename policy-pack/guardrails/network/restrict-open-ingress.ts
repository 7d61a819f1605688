import { isAnywhere, type Opening, type PortRange, portsOf, portText } from "../support/ports";
import { isFalse, known, objects } from "../support/readings";
import { cis, controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";
import { ingressTypes, openingsOf } from "./openings";

export const restrictOpenIngress: Guardrail = {
  id: "restrict-open-ingress",
  deny: { none: "no condition key shows the ports or ranges of a security group rule" },
  preview: {
    resource: [
      { types: ingressTypes, check: onlyWebPortsAreOpen },
      {
        types: [
          "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
          "aws:ec2/networkAcl:NetworkAcl",
          "aws:ec2/networkAclRule:NetworkAclRule",
        ],
        check: administrationIsClosed,
      },
    ],
  },
  detect: [
    { securityHubControl: "EC2.18" },
    { securityHubControl: "EC2.19" },
    { securityHubControl: "EC2.21" },
  ],
  calls: [
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:CreateNetworkAclEntry",
    "ec2:ModifySecurityGroupRules",
    "ec2:ReplaceNetworkAclEntry",
  ],
  parameters: {
    ports: {
      type: "strings",
      of: "port",
      mayBeEmpty: true,
      description: "Ports that security groups may open to the whole internet",
      default: ["80", "443"],
    },
    blocked: {
      type: "boolean",
      description:
        "True when no network of any account can be reached from the internet: then open rules are accepted. The program sets it while block-public-vpc-access is enforced everywhere without exclusions",
      default: false,
    },
  },
  about: {
    title: "Open only web ports to the internet",
    why: "attackers try stolen passwords on every public administration or database port, all day",
    comply:
      "Name a security group or the company's ranges as the source, and use Session Manager instead of SSH",
    severity: "critical",
    frameworks: [
      cis("5.1"),
      cis("5.2"),
      cis("5.3"),
      fsbp("EC2.18"),
      fsbp("EC2.19"),
      fsbp("EC2.21"),
      controlTower("AWS-GR_RESTRICTED_SSH"),
      controlTower("AWS-GR_RESTRICTED_COMMON_PORTS"),
    ],
    requirements: ["r2.4", "r2.16"],
    peers: ["Control Tower", "Pulumi compliance policies"],
  },
};

/** Administration ports, which network ACLs must not open. */
const administration = [22, 3389];

function onlyWebPortsAreOpen(
  resource: ResourceView,
  { blocked, ports }: ParameterValues,
): Finding[] {
  if (blocked === true) {
    return [];
  }
  const open = (ports as readonly string[]).map(Number);
  return strays(openingsOf(resource), ([first, last]) => {
    const meant = open.filter((port) => port >= first && port <= last);
    return new Set(meant).size <= last - first;
  }).map((range) => ({
    message: `opens ${portText(range)} to the whole internet; name a security group or the company's ranges as the source, or list a port for the public in the guardrail's ports`,
  }));
}

function administrationIsClosed(resource: ResourceView, { blocked }: ParameterValues): Finding[] {
  if (blocked === true) {
    return [];
  }
  return strays(
    entriesOf(resource),
    ([first, last]) =>
      !isEphemeral([first, last]) && administration.some((port) => port >= first && port <= last),
  ).map((range) => ({
    message: `opens ${portText(range)} to the whole internet, with administration ports; open single ports`,
  }));
}

function strays(openings: readonly Opening[], isStray: (range: PortRange) => boolean): PortRange[] {
  return openings
    .filter(({ sources }) => sources.some(isAnywhere))
    .map(portsOf)
    .filter((range): range is PortRange => range !== undefined && isStray(range));
}

/** True for the range of reply ports: a network ACL does not track connections, so replies need it. */
function isEphemeral([first, last]: PortRange): boolean {
  return first >= 1024 && last === 65535;
}

function entriesOf(resource: ResourceView): Opening[] {
  const opening = (read: (property: string) => unknown, action: string): Opening[] => {
    const verdict = read(action);
    return typeof verdict === "string" && verdict.toLowerCase() === "allow"
      ? [
          {
            sources: [read("cidrBlock"), read("ipv6CidrBlock")],
            protocol: read("protocol"),
            from: read("fromPort"),
            to: read("toPort"),
          },
        ]
      : [];
  };
  if (resource.type !== "aws:ec2/networkAclRule:NetworkAclRule") {
    return objects(known(resource, "ingress")).flatMap((entry) =>
      opening((property) => entry[property], "action"),
    );
  }
  const outwards = resource.read("egress");
  const isInwards =
    outwards.state === "absent" || (outwards.state === "known" && isFalse(outwards.value));
  return isInwards ? opening((property) => known(resource, property), "ruleAction") : [];
}
