import type { EmulatedResource, ResourceRequest, Row, RowContext, Values } from "../core/types";
import { construct } from "./construction";
import { componentTypes, constructionOf } from "./constructions";

/**
 * Rows of the remote components and of the types that only they create.
 *
 * @param create Creates a resource of the emulated cloud, with the id of a component's child.
 */
export function componentRowsWith(
  create: (request: ResourceRequest) => EmulatedResource,
): Readonly<Record<string, Row>> {
  const component: Row = (context) => ({ id: "", outputs: outputsOf(context, create) });
  return {
    ...childRows,
    ...Object.fromEntries(componentTypes.map((type) => [type, component])),
  };
}

function outputsOf(
  { type, name, urn, inputs, site }: RowContext,
  create: (request: ResourceRequest) => EmulatedResource,
): Values {
  const construction = constructionOf(type, name, inputs);
  if (construction === undefined) {
    throw new Error(`${type} is not a remote component`);
  }
  const urns = new Map<string, string>();
  return construct(construction, (child) => {
    const parent = child.parent === undefined ? urn : urns.get(child.parent);
    if (parent === undefined) {
      throw new Error(`the parent of ${child.key} is not created yet`);
    }
    const own = urnWithin(parent, child.type, child.name);
    urns.set(child.key, own);
    if (!child.custom) {
      return {};
    }
    const { id, outputs } = create({
      type: child.type,
      name: child.name,
      urn: own,
      inputs: child.inputs,
      site,
    });
    return { ...child.inputs, ...outputs, id };
  });
}

/** URN of a child by the engine's rule: the type of the parent is a prefix of the child's type. */
function urnWithin(parent: string, type: string, name: string): string {
  const [stack = "", project = "", qualified = ""] = parent.split("::");
  return [stack, project, `${qualified}$${type}`, name].join("::");
}

const childRows: Readonly<Record<string, Row>> = {
  "aws:ec2/vpc:Vpc": ec2("vpc", "vpc", (resource) => ({
    mainRouteTableId: `rtb-0${resource.hex(16)}`,
    defaultRouteTableId: `rtb-0${resource.hex(16)}`,
    defaultNetworkAclId: `acl-0${resource.hex(16)}`,
    defaultSecurityGroupId: `sg-0${resource.hex(16)}`,
  })),
  "aws:ec2/internetGateway:InternetGateway": ec2("igw", "internet-gateway"),
  "aws:ec2/subnet:Subnet": ec2("subnet", "subnet"),
  "aws:ec2/routeTable:RouteTable": ec2("rtb", "route-table"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": (resource) => ({
    id: `rtbassoc-0${resource.hex(16)}`,
    outputs: {},
  }),
  "aws:ec2/eip:Eip": (resource) => {
    const id = `eipalloc-0${resource.hex(16)}`;
    return {
      id,
      outputs: {
        allocationId: id,
        arn: resource.arn("ec2", `elastic-ip/${id}`),
        domain: "vpc",
        // From a range that is reserved for documentation.
        publicIp: `198.51.100.${parseInt(resource.hex(2), 16)}`,
      },
    };
  },
  "aws:ec2/natGateway:NatGateway": (resource) => ({
    id: `nat-0${resource.hex(16)}`,
    outputs: { networkInterfaceId: `eni-0${resource.hex(16)}` },
  }),
  "aws:eks/cluster:Cluster": (resource) => {
    const name = resource.named("name");
    const secret = resource.hex(32).toUpperCase();
    const { region } = resource.site;
    return {
      id: name,
      outputs: {
        name,
        arn: resource.arn("eks", `cluster/${name}`),
        endpoint: `https://${secret}.gr7.${region}.eks.amazonaws.com`,
        certificateAuthority: { data: Buffer.from(name).toString("base64") },
        identities: [
          { oidcs: [{ issuer: `https://oidc.eks.${region}.amazonaws.com/id/${secret}` }] },
        ],
        vpcConfig: { clusterSecurityGroupId: `sg-0${resource.hex(16)}` },
        status: "ACTIVE",
      },
    };
  },
};

/** A part of a VPC, with the outputs that all parts have. */
function ec2(
  prefix: string,
  kind: string,
  more: (resource: RowContext) => Values = () => ({}),
): Row {
  return (resource) => {
    const id = `${prefix}-0${resource.hex(16)}`;
    return {
      id,
      outputs: {
        arn: resource.arn("ec2", `${kind}/${id}`),
        ownerId: resource.site.account,
        ...more(resource),
      },
    };
  };
}
