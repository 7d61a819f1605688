import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkList, checkText, checkWhole } from "../../shared/argument-checks";
import { ArgumentError } from "../../shared/argument-error";
import { type Processor, processorOf } from "../../shared/processor";
import { imageReleaseOf } from "../../shared/version-matrix";
import { nodeLimits } from "./node-limits";

/** Number and size of a cluster's nodes. */
export interface NodeGroupSpec {
  /** Instance types of one processor architecture. */
  readonly instanceTypes: readonly string[];
  /** Fewest nodes over all zones, at least one. */
  readonly minimum: number;
  /** Nodes over all zones now, from `minimum` to `maximum`. @default `minimum` */
  readonly desired?: number | undefined;
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
  /** The role's rights, the network plug-in and the way out: nodes never become ready without them, nor leave cleanly. */
  readonly after: readonly pulumi.Input<pulumi.Resource>[];
}

/**
 * The managed nodes of a cluster: Amazon Linux 2023, metadata service version 2 only, encrypted volumes.
 *
 * EKS changes the image of running nodes only with the release that it is sent: the one that the version matrix pins for
 * the Kubernetes version. Without a pin, nodes keep the image of their creation.
 *
 * One group spans all zones, and its numbers count the nodes of all. No autoscaler changes the number in between, so every
 * update sends all three: EKS refuses a minimum above the number that it is sent.
 */
export class NodeGroup extends pulumi.ComponentResource {
  public readonly group: aws.eks.NodeGroup;

  /** @throws ArgumentError for types, numbers or a size that EKS would refuse. */
  public constructor(name: string, args: NodeGroupArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:flightdeck:NodeGroup", name, {}, opts);
    checkNodes(args);

    const processor = commonProcessor(args.instanceTypes);
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
        releaseVersion: imageReleaseOf(args.kubernetesVersion, processor),
        amiType: images[processor],
        capacityType: "ON_DEMAND",
        instanceTypes: [...args.instanceTypes],
        launchTemplate: {
          id: template.id,
          version: template.latestVersion.apply((version) => String(version)),
        },
        scalingConfig: {
          minSize: args.minimum,
          maxSize: args.maximum,
          desiredSize: args.desired ?? args.minimum,
        },
        updateConfig: { maxUnavailablePercentage: 33 },
        nodeRepairConfig: { enabled: true },
        tags,
      },
      { parent: this, dependsOn: [...args.after] },
    );
    this.registerOutputs();
  }
}

/** Types of image by processor: Amazon Linux 2023 without drivers of accelerators. */
const images = {
  arm64: "AL2023_ARM_64_STANDARD",
  x86_64: "AL2023_x86_64_STANDARD",
} as const satisfies Record<Processor, string>;

/**
 * The one processor of instance types.
 *
 * @throws ArgumentError for types of different architectures: one group has one image.
 */
export function commonProcessor(
  instanceTypes: readonly string[],
  path = "instanceTypes",
): Processor {
  const [processor, other] = [...new Set(instanceTypes.map(processorOf))];
  if (processor === undefined || other !== undefined) {
    throw new ArgumentError(
      path,
      `must be of one processor architecture, got ${instanceTypes.join(", ")}; use types of one family`,
    );
  }
  return processor;
}

/**
 * Checks number and size of a cluster's nodes.
 *
 * @param at Path of the specification with a final dot. @default - the arguments themselves
 * @throws ArgumentError for the first wrong argument.
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html
 */
export function checkNodes(spec: NodeGroupSpec, at = ""): void {
  checkList(`${at}instanceTypes`, spec.instanceTypes, {
    most: nodeLimits.instanceTypes,
    remedy: "list types such as m7g.large; EKS takes no more for one group",
  });
  spec.instanceTypes.forEach((type, index) => {
    checkText(`${at}instanceTypes[${index}]`, type, {
      pattern: /^[a-z0-9-]+\.[a-z0-9-]+$/,
      rule: "an EC2 instance type",
      remedy: "write it like m7g.large",
    });
  });
  commonProcessor(spec.instanceTypes, `${at}instanceTypes`);
  checkWhole(`${at}minimum`, spec.minimum, { least: 1, remedy: "add-ons need a node to run on" });
  checkWhole(`${at}maximum`, spec.maximum, {
    least: spec.minimum,
    most: nodeLimits.nodes,
    remedy: "the minimum is the least, and EKS allows no more nodes in one group",
  });
  checkWhole(`${at}desired`, spec.desired ?? spec.minimum, {
    least: spec.minimum,
    most: spec.maximum,
    remedy: "choose a number from minimum to maximum: EKS refuses any other",
  });
  checkWhole(`${at}diskSize`, spec.diskSize, {
    ...nodeLimits.diskSize,
    unit: "gibibytes",
    remedy: "EKS gives Linux nodes 20 by default: images do not fit on less",
  });
}
