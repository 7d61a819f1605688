import { isAnywhere, portsOf, portText } from "../support/ports";
import { known, objects } from "../support/readings";
import { ROUTE, ROUTE_TABLE, ROUTE_TABLE_ASSOCIATION, SUBNET } from "../support/resource-types";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";
import { ingressTypes, openingsOf } from "./openings";

export const isolateDataTier: Guardrail = {
  id: "isolate-data-tier",
  deny: { none: "no condition key tells where a route leads or what a rule's source is" },
  preview: {
    resource: [{ types: ingressTypes, check: sourceIsAGroup }],
    stack: [
      {
        types: [SUBNET, ROUTE_TABLE, ROUTE, ROUTE_TABLE_ASSOCIATION],
        check: noIsolatedSubnetHasAWayOut,
      },
    ],
  },
  detect: {
    none: "NO_UNRESTRICTED_ROUTE_TO_IGW cannot tell the subnets of data from those of load balancers",
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
    why: "a database that has a route out hands over in minutes what it took years to collect",
    comply:
      "Put databases in isolated subnets, and name the application's security group as their only source",
    severity: "high",
    frameworks: [wellArchitected("SEC05-BP01"), wellArchitected("SEC05-BP02")],
    requirements: ["r2.15", "r2.16"],
    peers: [],
  },
};

function sourceIsAGroup(resource: ResourceView, { ports }: ParameterValues): Finding[] {
  const databases = (ports as readonly string[]).map(Number);
  return openingsOf(resource).flatMap((opening) => {
    const range = portsOf(opening);
    if (!range || !databases.some((port) => port >= range[0] && port <= range[1])) {
      return [];
    }
    return opening.sources
      .filter((source) => typeof source === "string")
      .map((addresses) => ({
        message: `opens ${portText(range)}, where databases listen, to the addresses ${addresses}; name the application's security group as the source`,
      }));
  });
}

/** awsx.ec2.Vpc writes a subnet's kind in its tags; data stores stand in the isolated ones. */
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
    message: "gives an isolated subnet a way to the internet; remove the default route",
  }));
}
