import type { Values } from "../core/types";
import { type Child, type Construction, Reference } from "./construction";
import { given, refuse, refuseOthers } from "./inputs";

const TYPE = "awsx:ec2:Vpc";
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const ROUTE = "aws:ec2/route:Route";
const ANYWHERE = "0.0.0.0/0";

/** Order in which each zone's subnets are created; subnets of one tier stay in the order of their specifications. */
const tiers = ["Public", "Private", "Isolated"] as const;
const strategies = ["None", "Single", "OnePerAz"] as const;

/** Inputs that the component passes to the VPC unchanged. */
const passedOn = ["cidrBlock", "enableDnsHostnames", "enableDnsSupport"];

type Tier = (typeof tiers)[number];
type Strategy = (typeof strategies)[number];

/** Specification of one subnet in each zone. */
interface Specification {
  readonly tier: Tier;
  readonly name: string;
  /** A range for each zone. */
  readonly cidrBlocks: readonly unknown[];
  readonly tags: Readonly<Values>;
}

/** A subnet of one zone. */
interface ZoneSubnet {
  readonly specification: Specification;
  readonly zone: string;
  /** Counted from 1. */
  readonly number: number;
  /** Name of the subnet, its route table and its routes. */
  readonly name: string;
}

/**
 * A network with explicit zones and ranges, as `awsx.ec2.Vpc` 3.9 creates it: every subnet has its own route table.
 *
 * @throws Error for inputs that are not emulated, or that let the component choose zones or ranges.
 */
export function vpcConstruction(name: string, inputs: Readonly<Values>): Construction {
  refuseOthers(TYPE, inputs, [
    ...passedOn,
    "availabilityZoneNames",
    "natGateways",
    "subnetSpecs",
    "subnetStrategy",
  ]);
  if (!("cidrBlock" in inputs)) {
    refuse(TYPE, "needs a cidrBlock");
  }
  if (inputs["subnetStrategy"] !== "Auto") {
    refuse(TYPE, 'supports only the subnetStrategy "Auto"');
  }
  const zones = inputs["availabilityZoneNames"];
  if (!isList(zones) || zones.length === 0) {
    refuse(TYPE, "needs availabilityZoneNames");
  }
  const specifications = specificationsOf(inputs["subnetSpecs"], zones.length);
  const strategy = strategyOf(inputs["natGateways"], specifications);
  const zoneSubnets = zones.flatMap((zone, index) =>
    specifications.map((specification) => ({
      specification,
      zone: String(zone),
      number: index + 1,
      name: `${name}-${specification.name}-${index + 1}`,
    })),
  );
  const tags = { Name: name };
  const idsOf = (tier: Tier): Reference[] =>
    zoneSubnets
      .filter(({ specification }) => specification.tier === tier)
      .map((zoneSubnet) => idOf(subnetOf(zoneSubnet)));
  const children: Child[] = [
    {
      key: "vpc",
      type: "aws:ec2/vpc:Vpc",
      name,
      custom: true,
      inputs: { ...given(inputs, passedOn), tags },
    },
    within("vpc", {
      key: "internetGateway",
      type: "aws:ec2/internetGateway:InternetGateway",
      name,
      inputs: { vpcId: idOf("vpc"), tags },
    }),
    ...zoneSubnets.flatMap((zoneSubnet) => [
      ...subnet(zoneSubnet),
      ...(hostsGateway(zoneSubnet, specifications, strategy) ? gateway(name, zoneSubnet) : []),
      ...defaultRoute(zoneSubnet, strategy),
    ]),
  ];
  const all = (type: string): Values[] =>
    children.filter((child) => child.type === type).map(({ key }) => ({ id: idOf(key) }));
  return {
    children,
    outputs: {
      vpcId: idOf("vpc"),
      publicSubnetIds: idsOf("Public"),
      privateSubnetIds: idsOf("Private"),
      isolatedSubnetIds: idsOf("Isolated"),
      routeTables: zoneSubnets.map((zoneSubnet) => ({ id: idOf(tableOf(zoneSubnet)) })),
      routeTableAssociations: all(ASSOCIATION),
      routes: all(ROUTE),
    },
  };
}

function specificationsOf(value: unknown, zones: number): readonly Specification[] {
  if (!isList(value) || value.length === 0) {
    refuse(TYPE, "needs subnetSpecs");
  }
  const specifications = value.map((item, index) => specificationOf(item, index, zones));
  const names = specifications.map(({ name }) => name);
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) {
    refuse(TYPE, `needs different names in subnetSpecs: two are called ${twin}`);
  }
  return tiers.flatMap((tier) => specifications.filter((found) => found.tier === tier));
}

function specificationOf(value: unknown, index: number, zones: number): Specification {
  const path = `subnetSpecs[${index}]`;
  const specification = isRecord(value) ? value : {};
  refuseOthers(TYPE, specification, ["type", "name", "cidrBlocks", "tags"], `${path}.`);
  const { type, name, cidrBlocks, tags = {} } = specification;
  const tier = tiers.find((known) => known === type);
  if (tier === undefined) {
    refuse(TYPE, `needs ${path}.type to be one of ${tiers.join(", ")}`);
  }
  if (!isList(cidrBlocks) || cidrBlocks.length !== zones) {
    refuse(TYPE, `needs ${path}.cidrBlocks, one for each of the ${zones} zones`);
  }
  if (!isRecord(tags)) {
    refuse(TYPE, `needs the names of ${path}.tags to be known`);
  }
  return { tier, name: typeof name === "string" ? name : tier.toLowerCase(), cidrBlocks, tags };
}

function strategyOf(value: unknown, specifications: readonly Specification[]): Strategy {
  const natGateways = isRecord(value) ? value : {};
  refuseOthers(TYPE, natGateways, ["strategy"], "natGateways.");
  const strategy = strategies.find((known) => known === natGateways["strategy"]);
  if (strategy === undefined) {
    refuse(TYPE, `needs natGateways.strategy to be one of ${strategies.join(", ")}`);
  }
  const lacking = ["Public", "Private"].filter(
    (needed) => !specifications.some(({ tier }) => tier === needed),
  );
  if (strategy !== "None" && lacking.length > 0) {
    refuse(
      TYPE,
      `needs public and private subnets for NAT gateways, and has no ${lacking.join()} ones`,
    );
  }
  return strategy;
}

/** The subnet, its route table and their association. */
function subnet(zoneSubnet: ZoneSubnet): Child[] {
  const { specification, zone, number, name } = zoneSubnet;
  const own = { Name: name, SubnetType: specification.tier };
  return [
    within("vpc", {
      key: subnetOf(zoneSubnet),
      type: "aws:ec2/subnet:Subnet",
      name,
      inputs: {
        vpcId: idOf("vpc"),
        availabilityZone: zone,
        mapPublicIpOnLaunch: specification.tier === "Public",
        cidrBlock: specification.cidrBlocks[number - 1],
        tags: { ...specification.tags, ...own },
      },
    }),
    within(subnetOf(zoneSubnet), {
      key: tableOf(zoneSubnet),
      type: "aws:ec2/routeTable:RouteTable",
      name,
      inputs: { vpcId: idOf("vpc"), tags: own },
    }),
    within(tableOf(zoneSubnet), {
      key: `association ${name}`,
      type: ASSOCIATION,
      name,
      inputs: { routeTableId: idOf(tableOf(zoneSubnet)), subnetId: idOf(subnetOf(zoneSubnet)) },
    }),
  ];
}

/** True for the subnet of a zone's NAT gateway: the first public subnet. */
function hostsGateway(
  { specification, number }: ZoneSubnet,
  [first]: readonly Specification[],
  strategy: Strategy,
): boolean {
  return (
    specification === first && (strategy === "OnePerAz" || (strategy === "Single" && number === 1))
  );
}

function gateway(network: string, zoneSubnet: ZoneSubnet): Child[] {
  const name = `${network}-${zoneSubnet.number}`;
  const address = `address ${zoneSubnet.number}`;
  const tags = { Name: name };
  return [
    within(subnetOf(zoneSubnet), { key: address, type: "aws:ec2/eip:Eip", name, inputs: { tags } }),
    within(subnetOf(zoneSubnet), {
      key: gatewayOf(zoneSubnet.number),
      type: "aws:ec2/natGateway:NatGateway",
      name,
      inputs: {
        subnetId: idOf(subnetOf(zoneSubnet)),
        allocationId: new Reference(address, "allocationId"),
        tags,
      },
    }),
  ];
}

/** Default route: of public subnets to the internet gateway, of private ones to a NAT gateway, of isolated ones none. */
function defaultRoute(zoneSubnet: ZoneSubnet, strategy: Strategy): Child[] {
  const { tier } = zoneSubnet.specification;
  if (tier === "Isolated" || (tier === "Private" && strategy === "None")) {
    return [];
  }
  const way =
    tier === "Public"
      ? { gatewayId: idOf("internetGateway") }
      : { natGatewayId: idOf(gatewayOf(strategy === "Single" ? 1 : zoneSubnet.number)) };
  return [
    within(tableOf(zoneSubnet), {
      key: `route ${zoneSubnet.name}`,
      type: ROUTE,
      name: zoneSubnet.name,
      inputs: { routeTableId: idOf(tableOf(zoneSubnet)), ...way, destinationCidrBlock: ANYWHERE },
    }),
  ];
}

/** A child that depends on its parent, even without a reference to it. */
function within(parent: string, child: Pick<Child, "key" | "type" | "name" | "inputs">): Child {
  return { ...child, custom: true, parent, dependsOn: [parent] };
}

function idOf(key: string): Reference {
  return new Reference(key, "id");
}

function subnetOf({ name }: ZoneSubnet): string {
  return `subnet ${name}`;
}

function tableOf({ name }: ZoneSubnet): string {
  return `route table ${name}`;
}

function gatewayOf(zone: number): string {
  return `NAT gateway ${zone}`;
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function isRecord(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
