import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkText } from "../../shared/argument-checks";
import { checkRange } from "../../shared/argument-rules";
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
 * environments. Nothing is associated, propagated or accepted automatically: the stack of each workload attaches its
 * network, has the attachment accepted here, and joins the table of its class, so that a network which no stack
 * describes reaches nothing.
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

  /** @throws ArgumentError for an organization or a range that AWS would refuse. */
  public constructor(name: string, args: TransitHubArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:network:TransitHub", name, {}, opts);
    checkArgs(args);
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
      // Not protected: AWS deletes no gateway with attachments, and one without them must not stay on the bill.
      child,
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
        // Seconds; AWS accepts no other interval for a transit gateway.
        maxAggregationInterval: 60,
        tags: { Name: name },
      },
      { ...child, deleteBeforeReplace: true },
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
          // A table has one route for a range.
          { ...child, deleteBeforeReplace: true },
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

/** @see https://docs.aws.amazon.com/ram/latest/APIReference/API_AssociateResourceShare.html */
function checkArgs(args: TransitHubArgs): void {
  checkText("organizationArn", args.organizationArn, {
    pattern: /^arn:[a-z-]+:organizations::\d{12}:organization\/o-[a-z0-9]{10,32}$/,
    rule: "the ARN of an organization",
    remedy: "write it like arn:aws:organizations::111111111111:organization/o-abcdefghij",
  });
  checkRange("addressPool", args.addressPool);
  args.spokes.forEach((spoke, index) => {
    checkRange(`spokes[${index}]`, spoke);
  });
}
