import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type EnvironmentClass, environmentClasses } from "../../shared/environments";
import { droppedRanges } from "./dropped-ranges";

export interface TransitHubArgs {
  /** ARN of the organization, whose accounts may attach their networks. */
  readonly organizationArn: string;
  /** IPv4 ranges of the company. */
  readonly addressPool: string;
  /** Ranges of the spokes. */
  readonly spokes: readonly string[];
  /** Bucket that flow logs of the gateway are delivered to. */
  readonly flowLogBucketArn: string;
}

/**
 * The hub of the spoke networks: a transit gateway shared with the organization, and a route table per class of
 * environments. Nothing is associated, propagated or accepted by itself: the stack of each workload attaches its
 * network, has the attachment accepted here, and joins the table of its class, so that a network which nobody has
 * described reaches nothing.
 *
 * Sharing with an organization must be enabled before (stack management), or the share waits for an acceptance that
 * members never see.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-best-design-practices.html
 */
export class TransitHub extends pulumi.ComponentResource {
  public readonly transitGatewayId: pulumi.Output<string>;
  /** Route table by class of environments. */
  public readonly routeTableIds: Readonly<Record<EnvironmentClass, pulumi.Output<string>>>;

  public constructor(name: string, args: TransitHubArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:network:TransitHub", name, {}, opts);
    const child = { parent: this };

    const gateway = new aws.ec2transitgateway.TransitGateway(
      name,
      {
        description: "Hub of the spoke networks",
        autoAcceptSharedAttachments: "disable",
        defaultRouteTableAssociation: "disable",
        defaultRouteTablePropagation: "disable",
        tags: { Name: name },
      },
      { parent: this, protect: true, retainOnDelete: true },
    );
    const share = new aws.ram.ResourceShare(name, { allowExternalPrincipals: false }, child);
    new aws.ram.ResourceAssociation(
      name,
      { resourceArn: gateway.arn, resourceShareArn: share.arn },
      child,
    );
    new aws.ram.PrincipalAssociation(
      name,
      { principal: args.organizationArn, resourceShareArn: share.arn },
      child,
    );
    new aws.ec2.FlowLog(
      name,
      {
        transitGatewayId: gateway.id,
        logDestinationType: "s3",
        logDestination: args.flowLogBucketArn,
        // The only interval there is for a transit gateway, in seconds.
        maxAggregationInterval: 60,
        tags: { Name: name },
      },
      child,
    );

    const tables = mapClasses(
      (environments) =>
        new aws.ec2transitgateway.RouteTable(
          `${name}-${environments}`,
          { transitGatewayId: gateway.id, tags: { Name: `${name}-${environments}` } },
          child,
        ),
    );
    const dropped = droppedRanges(args.addressPool, args.spokes);
    for (const environments of ["production", "nonproduction"] as const) {
      for (const range of dropped) {
        new aws.ec2transitgateway.Route(
          `${name}-${environments}-drop-${range}`,
          {
            transitGatewayRouteTableId: tables[environments].id,
            destinationCidrBlock: range,
            blackhole: true,
          },
          child,
        );
      }
    }

    this.transitGatewayId = gateway.id;
    this.routeTableIds = mapClasses((environments) => tables[environments].id);
    this.registerOutputs({
      transitGatewayId: this.transitGatewayId,
      routeTableIds: this.routeTableIds,
    });
  }
}

function mapClasses<T>(make: (environments: EnvironmentClass) => T): Record<EnvironmentClass, T> {
  const [production, nonproduction, shared] = environmentClasses;
  return {
    production: make(production),
    nonproduction: make(nonproduction),
    shared: make(shared),
  };
}
