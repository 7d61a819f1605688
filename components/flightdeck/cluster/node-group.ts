import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Number and size of a cluster's nodes. */
export interface NodeGroupSpec {
  /** Instance types of one processor architecture. */
  readonly instanceTypes: readonly string[];
  /** Fewest nodes over all zones. */
  readonly minimum: number;
  /** Most nodes over all zones. */
  readonly maximum: number;
  /** Gibibytes of each node's volume. */
  readonly diskSize: number;
}

export interface NodeGroupArgs extends NodeGroupSpec {
  readonly clusterName: string;
  readonly kubernetesVersion: string;
  readonly roleArn: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<string[]>;
  /** Tags of the instances and volumes: the provider's default tags do not reach what auto scaling launches. */
  readonly tags: Readonly<Record<string, string>>;
  /** The role's rights and the network plug-in: nodes never become ready without them, nor leave cleanly. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * The managed nodes of a cluster: Amazon Linux 2023, metadata service version 2 only, encrypted volumes.
 *
 * One group spans all zones and `minimum` and `maximum` count its nodes, for any number of zones. The number in
 * between is the autoscaler's.
 */
export class NodeGroup extends pulumi.ComponentResource {
  public readonly group: aws.eks.NodeGroup;

  public constructor(name: string, args: NodeGroupArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:flightdeck:NodeGroup", name, {}, opts);

    const tags = { ...args.tags };
    const template = new aws.ec2.LaunchTemplate(
      name,
      {
        updateDefaultVersion: true,
        metadataOptions: {
          httpEndpoint: "enabled",
          httpTokens: "required",
          // The load balancer controller and add-ons have Region and VPC as settings: no pod needs the metadata service.
          httpPutResponseHopLimit: 1,
        },
        blockDeviceMappings: [
          {
            deviceName: "/dev/xvda",
            ebs: {
              volumeType: "gp3",
              volumeSize: args.diskSize,
              encrypted: "true",
              deleteOnTermination: "true",
            },
          },
        ],
        tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags })),
      },
      { parent: this },
    );
    this.group = new aws.eks.NodeGroup(
      name,
      {
        clusterName: args.clusterName,
        version: args.kubernetesVersion,
        nodeRoleArn: args.roleArn,
        subnetIds: args.subnetIds,
        amiType: amiType(args.instanceTypes),
        capacityType: "ON_DEMAND",
        instanceTypes: [...args.instanceTypes],
        launchTemplate: {
          id: template.id,
          version: template.latestVersion.apply((version) => String(version)),
        },
        scalingConfig: {
          minSize: args.minimum,
          maxSize: args.maximum,
          desiredSize: args.minimum,
        },
        updateConfig: { maxUnavailablePercentage: 33 },
        nodeRepairConfig: { enabled: true },
        tags,
      },
      { parent: this, dependsOn: [...args.after], ignoreChanges: ["scalingConfig.desiredSize"] },
    );
    this.registerOutputs();
  }
}

/**
 * Image of the nodes by the processor of their instance types: the generation of AWS's own processors is followed by
 * a `g` (m7g, t4g, c8gd), but for the first, a1.
 *
 * @throws Error for types of different architectures: one group has one image.
 */
export function amiType(instanceTypes: readonly string[]): string {
  const kinds = new Set(
    instanceTypes.map((type) =>
      /^(?:a1\.|[a-z]+\d+g)/.test(type) ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD",
    ),
  );
  const [kind, other] = [...kinds];
  if (kind === undefined || other !== undefined) {
    throw new Error(
      `instanceTypes: must be of one processor architecture, got ${instanceTypes.join(", ")}; use types of one family`,
    );
  }
  return kind;
}
