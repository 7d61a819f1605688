import { isAnywhere, isOneNetwork, portsOf, portText } from "../support/ports";
import { known, objects } from "../support/readings";
import { ROUTE, ROUTE_TABLE, ROUTE_TABLE_ASSOCIATION, SUBNET } from "../support/resource-types";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";
import { ingressTypes, openingsOf } from "./openings";

export const isolateDataTier: Guardrail = {
  id: "isolate-data-tier",
  deny: { none: "no condition key shows the target of a route or the source of a rule" },
  preview: {
    resource: [{ types: ingressTypes, check: sourceIsNarrow }],
    stack: [
      {
        types: [SUBNET, ROUTE_TABLE, ROUTE, ROUTE_TABLE_ASSOCIATION],
        check: noIsolatedSubnetHasAWayOut,
      },
    ],
  },
  detect: {
    none: "the Config rule NO_UNRESTRICTED_ROUTE_TO_IGW cannot distinguish the subnets of data from those of load balancers",
  },
  calls: [
    "ec2:AssociateRouteTable",
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:CreateRoute",
    "ec2:ModifySecurityGroupRules",
    "ec2:ReplaceRoute",
    "ec2:ReplaceRouteTableAssociation",
  ],
  parameters: {
    ports: {
      type: "strings",
      of: "port",
      description: "Ports of databases and caches",
      default: ["1433", "1521", "3306", "5432", "6379", "8182", "11211", "27017"],
    },
  },
  about: {
    title: "Keep the data tier off the internet and behind the application",
    why: "through a route to the internet, an attacker can copy the data of years out of a database in minutes",
    comply:
      "Put databases in isolated subnets, and name the application's security group, or the range of its network, as their source",
    severity: "high",
    frameworks: [wellArchitected("SEC05-BP01"), wellArchitected("SEC05-BP02")],
    requirements: ["r2.15", "r2.16"],
    peers: [],
  },
};

/**
 * A source is a security group, or the range of one network: references to groups end at a peering or transit gateway of another Region,
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html. The whole internet is a matter of `restrict-open-ingress`.
 */
function sourceIsNarrow(resource: ResourceView, { ports }: ParameterValues): Finding[] {
  const databases = (ports as readonly string[]).map(Number);
  return openingsOf(resource).flatMap((opening) => {
    const range = portsOf(opening);
    if (!range || !databases.some((port) => port >= range[0] && port <= range[1])) {
      return [];
    }
    return opening.sources
      .filter((source) => typeof source === "string")
      .filter((addresses) => !isAnywhere(addresses) && !isOneNetwork(addresses))
      .map((addresses) => ({
        message: `opens ${portText(range)}, used by databases, to the addresses ${addresses}; name the application's security group, or the private range of one network, as the source`,
      }));
  });
}

/** awsx.ec2.Vpc writes the kind of a subnet in its tags; data stores are in the isolated subnets. */
function noIsolatedSubnetHasAWayOut(resources: readonly ResourceView[]): Finding[] {
  const ofType = (wanted: string) => resources.filter(({ type }) => type === wanted);
  const isolated = new Set(
    ofType(SUBNET)
      .filter((subnet) => objects(known(subnet, "tags"))[0]?.["SubnetType"] === "Isolated")
      .map(({ urn }) => urn),
  );
  const tables = new Set(
    ofType(ROUTE_TABLE_ASSOCIATION)
      .filter((association) => association.references("subnetId").some((urn) => isolated.has(urn)))
      .flatMap((association) => association.references("routeTableId")),
  );
  const routes = ofType(ROUTE)
    .filter((route) => route.references("routeTableId").some((urn) => tables.has(urn)))
    .filter((route) =>
      ["destinationCidrBlock", "destinationIpv6CidrBlock"].some((property) =>
        isAnywhere(known(route, property)),
      ),
    );
  const inline = ofType(ROUTE_TABLE)
    .filter(({ urn }) => tables.has(urn))
    .filter((table) =>
      objects(known(table, "routes")).some(
        (route) => isAnywhere(route["cidrBlock"]) || isAnywhere(route["ipv6CidrBlock"]),
      ),
    );
  return [...routes, ...inline].map(({ urn }) => ({
    urn,
    message: "connects an isolated subnet to the internet; remove the default route",
  }));
}
