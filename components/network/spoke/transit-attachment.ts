import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkText } from "../../shared/argument-checks";
import { checkInputs, checkRange } from "../../shared/argument-rules";
import { ArgumentError } from "../../shared/argument-error";

/** Hub that a spoke is attached to, and the route tables there. */
export interface TransitSpec {
  readonly transitGatewayId: string;
  /** Route table that the spoke looks its routes up in: the one of its own environment. */
  readonly ownRouteTableId: string;
  /** Route table of the shared services, which must find their way back to the spoke. */
  readonly sharedRouteTableId: string;
  /** Range of all addresses of the company. */
  readonly pool: string;
}

export interface TransitAttachmentArgs extends TransitSpec {
  readonly vpcId: pulumi.Input<string>;
  /** One subnet a zone. */
  readonly subnetIds: pulumi.Input<string[]>;
  /** Route tables that learn the way to the company's other networks. */
  readonly routeTableIds: readonly pulumi.Output<string>[];
  /** Provider of the account of the transit gateway, which accepts the attachment and owns its route tables. */
  readonly networkProvider: aws.Provider;
}

/**
 * Attaches a spoke to the company's hub. The attachment is in the spoke's account; its acceptance and everything in
 * the hub's route tables belong to the network account.
 *
 * The spoke's routes are propagated to the table of its own environment and in the shared one, nowhere else: production and
 * everything else never learn a route to each other.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html
 */
export class TransitAttachment extends pulumi.ComponentResource {
  public readonly attachmentId: pulumi.Output<string>;

  /** @throws ArgumentError for ids, tables or a pool that AWS would refuse. */
  public constructor(
    name: string,
    args: TransitAttachmentArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:workload:TransitAttachment", name, {}, opts);
    checkTransit(args);
    checkInputs("subnetIds", args.subnetIds, { remedy: "add one subnet for every zone" });
    const { transitGatewayId, networkProvider } = args;

    const attachment = new aws.ec2transitgateway.VpcAttachment(
      name,
      { transitGatewayId, vpcId: args.vpcId, subnetIds: args.subnetIds },
      { parent: this },
    );
    const accepter = new aws.ec2transitgateway.VpcAttachmentAccepter(
      name,
      {
        transitGatewayAttachmentId: attachment.id,
        // The hub has no default table; the provider's own default would differ for ever.
        transitGatewayDefaultRouteTableAssociation: false,
        transitGatewayDefaultRouteTablePropagation: false,
      },
      { parent: this, provider: networkProvider },
    );
    // Destroying the accepter deletes the attachment, so everything on it goes first.
    const onHub = { parent: this, provider: networkProvider, dependsOn: [accepter] };
    new aws.ec2transitgateway.RouteTableAssociation(
      name,
      {
        transitGatewayAttachmentId: attachment.id,
        transitGatewayRouteTableId: args.ownRouteTableId,
      },
      // AWS associates an attachment with one table.
      { ...onHub, deleteBeforeReplace: true },
    );
    const known = { own: args.ownRouteTableId, shared: args.sharedRouteTableId };
    for (const [table, transitGatewayRouteTableId] of Object.entries(known)) {
      new aws.ec2transitgateway.RouteTablePropagation(
        `${name}-${table}`,
        { transitGatewayAttachmentId: attachment.id, transitGatewayRouteTableId },
        onHub,
      );
    }
    args.routeTableIds.forEach((routeTableId, zone) => {
      new aws.ec2.Route(
        `${name}-${zone + 1}`,
        { routeTableId, destinationCidrBlock: args.pool, transitGatewayId },
        { parent: this, dependsOn: [attachment, accepter] },
      );
    });

    this.attachmentId = attachment.id;
    this.registerOutputs({ attachmentId: this.attachmentId });
  }
}

const TABLE = {
  pattern: /^tgw-rtb-[0-9a-z]+$/,
  rule: "the id of a transit gateway's route table",
  remedy: "write it like tgw-rtb-0123456789abcdef0",
};

/**
 * Checks the hub that a spoke is attached to.
 *
 * @param at Path of the specification with a final dot. @default - the arguments themselves
 * @throws ArgumentError for the first wrong argument. One table for both purposes is wrong: AWS propagates an attachment
 *   to a table once.
 */
export function checkTransit(spec: TransitSpec, at = ""): void {
  checkText(`${at}transitGatewayId`, spec.transitGatewayId, {
    pattern: /^tgw-[0-9a-z]+$/,
    rule: "the id of a transit gateway",
    remedy: "write it like tgw-0123456789abcdef0",
  });
  checkText(`${at}ownRouteTableId`, spec.ownRouteTableId, TABLE);
  checkText(`${at}sharedRouteTableId`, spec.sharedRouteTableId, TABLE);
  if (spec.ownRouteTableId === spec.sharedRouteTableId) {
    throw new ArgumentError(
      `${at}ownRouteTableId`,
      `must differ from ${at}sharedRouteTableId, got ${JSON.stringify(spec.ownRouteTableId)} for both; give the table of the spoke's environment`,
    );
  }
  checkRange(`${at}pool`, spec.pool);
}
