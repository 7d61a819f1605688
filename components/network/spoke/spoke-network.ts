import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { outputEntry } from "../../shared/output-entry";
import { checkList, checkText } from "../../shared/argument-checks";
import { checkRange, textRules } from "../../shared/argument-rules";
import type { Place } from "../../shared/place";
import { policyDocument } from "../../shared/policy-documents";
import { subnetIndex, subnetRanges, type Tier } from "./address-layout";

/** Range, zones and flow logs of a workload account's network. */
export interface SpokeNetworkSpec {
  /** Range of the VPC: the account's spoke of the address plan, /16 to /20. */
  readonly range: string;
  /** Names of two to four zones that it spans. */
  readonly zones: readonly string[];
  /** `zone` creates one NAT gateway a zone, `single` one for all. */
  readonly natGateways: "zone" | "single";
  /** Only principals and buckets of this organization pass the S3 endpoint. */
  readonly organizationId: string;
  /** Bucket in the log archive, of this Region, that flow logs go to. */
  readonly flowLogBucketArn: string;
}

export interface SpokeNetworkArgs extends SpokeNetworkSpec {
  readonly place: Place;
}

/**
 * The network of a workload account: public subnets for load balancers, private ones for nodes, isolated ones for data
 * and for the transit gateway; an S3 endpoint that only serves the organization, and flow logs to the log archive.
 *
 * Routes to other networks are left to `TransitAttachment`.
 */
export class SpokeNetwork extends pulumi.ComponentResource {
  public readonly vpcId: pulumi.Output<string>;
  public readonly publicSubnetIds: pulumi.Output<string[]>;
  public readonly privateSubnetIds: pulumi.Output<string[]>;
  public readonly dataSubnetIds: pulumi.Output<string[]>;
  public readonly transitSubnetIds: pulumi.Output<string[]>;
  /** Route tables of the private subnets, one a zone. */
  public readonly privateRouteTableIds: readonly pulumi.Output<string>[];
  /** Use in `dependsOn` of nodes: the routes to AWS that they need from their start to their end. */
  public readonly wayOut: pulumi.Output<pulumi.Resource>;

  /** @throws ArgumentError for a range or zones that have no room for every subnet. */
  public constructor(name: string, args: SpokeNetworkArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:workload:SpokeNetwork", name, {}, opts);
    checkSpoke(args, args.place);
    const ranges = subnetRanges(args.range, args.zones.length);

    const vpc = new awsx.ec2.Vpc(
      name,
      {
        cidrBlock: args.range,
        availabilityZoneNames: [...args.zones],
        enableDnsHostnames: true,
        enableDnsSupport: true,
        natGateways: { strategy: args.natGateways === "zone" ? "OnePerAz" : "Single" },
        subnetStrategy: "Auto",
        subnetSpecs: [
          {
            type: "Public",
            name: "public",
            cidrBlocks: ranges.public,
            tags: { "kubernetes.io/role/elb": "1" },
          },
          {
            type: "Private",
            name: "private",
            cidrBlocks: ranges.private,
            tags: { "kubernetes.io/role/internal-elb": "1" },
          },
          { type: "Isolated", name: "data", cidrBlocks: ranges.data },
          { type: "Isolated", name: "transit", cidrBlocks: ranges.transit },
        ],
      },
      { parent: this, providers: opts.providers, transforms: [protectVpc] },
    );
    const routeTable = (zone: number, tier: Tier): pulumi.Output<string> =>
      outputEntry(vpc.routeTables, subnetIndex(zone, tier)).apply((table) => {
        if (table === undefined) {
          throw new Error(`the network has no route table for tier ${tier} of zone ${zone + 1}`);
        }
        return table.id;
      });
    const zones = args.zones.map((_, zone) => zone);
    /** Isolated subnets come as data and transit of the first zone, then of the next. */
    const isolated = (tier: "data" | "transit"): pulumi.Output<string[]> =>
      vpc.isolatedSubnetIds.apply((ids) =>
        ids.filter((_, index) => index % 2 === (tier === "data" ? 0 : 1)),
      );

    // Without rules: what names no group of its own reaches nothing.
    new aws.ec2.DefaultSecurityGroup(name, { vpcId: vpc.vpcId }, { parent: this });
    new aws.ec2.VpcEndpoint(
      `${name}-s3`,
      {
        vpcId: vpc.vpcId,
        serviceName: `com.amazonaws.${args.place.region}.s3`,
        vpcEndpointType: "Gateway",
        routeTableIds: zones.flatMap((zone) => [
          routeTable(zone, "private"),
          routeTable(zone, "data"),
        ]),
        policy: storageEndpointPolicy(args.place, args.organizationId),
      },
      { parent: this, deleteBeforeReplace: true },
    );
    flowLogs(name, vpc.vpcId, args.flowLogBucketArn, this);

    this.vpcId = vpc.vpcId;
    this.publicSubnetIds = vpc.publicSubnetIds;
    this.privateSubnetIds = vpc.privateSubnetIds;
    this.dataSubnetIds = isolated("data");
    this.transitSubnetIds = isolated("transit");
    this.privateRouteTableIds = zones.map((zone) => routeTable(zone, "private"));
    // The network alone would not be enough: what depends on a remote component does not depend on its children.
    this.wayOut = pulumi
      .all([vpc.routes, vpc.routeTableAssociations])
      .apply((): pulumi.Resource => vpc);
    this.registerOutputs({
      vpcId: this.vpcId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      dataSubnetIds: this.dataSubnetIds,
      transitSubnetIds: this.transitSubnetIds,
      privateRouteTableIds: this.privateRouteTableIds,
    });
  }
}

/**
 * Protects the VPC alone. With `protect` on the component, every route, address and NAT gateway would be protected as well,
 * and fewer of them could not be deployed. AWS deletes no subnet in which something is.
 */
const protectVpc: pulumi.ResourceTransform = ({ type, props, opts }) =>
  type === "aws:ec2/vpc:Vpc" ? { props, opts: { ...opts, protect: true } } : undefined;

/** Creates the flow logs of the network: all traffic, in files by the hour that Athena reads by column. */
function flowLogs(
  name: string,
  vpcId: pulumi.Input<string>,
  bucketArn: string,
  parent: pulumi.Resource,
): void {
  new aws.ec2.FlowLog(
    name,
    {
      vpcId,
      trafficType: "ALL",
      logDestinationType: "s3",
      logDestination: bucketArn,
      maxAggregationInterval: 60,
      destinationOptions: {
        fileFormat: "parquet",
        hiveCompatiblePartitions: true,
        perHourPartition: true,
      },
    },
    // The delivery service remembers the bucket's first owner: a moved bucket needs a new flow log.
    { parent, replaceOnChanges: ["logDestination"], deleteBeforeReplace: true },
  );
}

/**
 * Policy of the S3 gateway endpoint: it admits the organization's principals to the organization's buckets, and reads of
 * the public buckets that nodes need. AWS owns those of image layers and of Amazon Linux packages. Kubernetes owns the
 * third: registry.k8s.io, which most charts pull from, redirects requests from inside AWS to its bucket of the same
 * Region, and an image cannot be pulled when that bucket is denied.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 * @see https://docs.aws.amazon.com/linux/al2023/ug/managing-repos-os-updates.html
 * @see https://github.com/kubernetes/registry.k8s.io/blob/main/cmd/archeio/docs/request-handling.md
 */
export function storageEndpointPolicy(
  { partition, region }: Place,
  organizationId: string,
): pulumi.Input<string> {
  return policyDocument([
    {
      Sid: "OwnPrincipalsOnOwnBuckets",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:*",
      Resource: "*",
      Condition: {
        StringEquals: {
          "aws:PrincipalOrgID": organizationId,
          "aws:ResourceOrgID": organizationId,
        },
      },
    },
    {
      Sid: "ImageLayersAndPackages",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: [
        `arn:${partition}:s3:::prod-${region}-starport-layer-bucket/*`,
        `arn:${partition}:s3:::al2023-repos-${region}-de612dc2/*`,
        `arn:${partition}:s3:::prod-registry-k8s-io-${region}/*`,
      ],
    },
  ]);
}

/**
 * Checks range, zones and organization of a network. The range has room for the smallest subnets of AWS and no more than
 * its largest VPC.
 *
 * @param at Path of the specification with a final dot. @default - the arguments themselves
 * @throws ArgumentError for the first wrong argument.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
export function checkSpoke(spec: SpokeNetworkSpec, { region }: Place, at = ""): void {
  checkRange(`${at}range`, spec.range, [16, 20]);
  checkList(`${at}zones`, spec.zones, {
    least: 2,
    most: 4,
    remedy: "EKS and Multi-AZ data stores need two zones; the range is cut into four",
  });
  spec.zones.forEach((zone, index) => {
    checkText(`${at}zones[${index}]`, zone, {
      pattern: new RegExp(`^${region}[a-z]$`),
      rule: `a zone of ${region}`,
      remedy: `write it like ${region}a`,
    });
  });
  checkText(`${at}organizationId`, spec.organizationId, textRules.organizationId);
}
