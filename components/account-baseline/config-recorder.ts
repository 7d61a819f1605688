import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { linkedRoleOptions } from "../shared/service-linked-role";
import { checkHomeRegion } from "../shared/argument-checks";

export interface ConfigRecorderArgs {
  /** Regions that are recorded. */
  readonly regions: readonly string[];
  /** The one Region that also records global resources such as IAM roles. */
  readonly homeRegion: string;
  /** Central bucket that snapshots and history are delivered to. */
  readonly bucketName: pulumi.Input<string>;
  /**
   * The bucket's policy, when the same stack creates it: a channel to a bucket that refuses it fails.
   * @default - the bucket belongs to another stack and exists
   */
  readonly bucketPolicies?: readonly pulumi.Resource[];
  /**
   * ARN of the service-linked role of Config, when the account has it already.
   * @default - this component creates it
   */
  readonly roleArn?: string;
}

/**
 * AWS Config in one account: the service-linked role once, and per Region a recorder, its delivery channel and its
 * switch, in the order that AWS demands.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html
 */
export class ConfigRecorder extends pulumi.ComponentResource {
  /** Use in dependsOn: AWS refuses rules until the recorders run. */
  public readonly running: readonly pulumi.Resource[];

  /** @throws ArgumentError when no Region, or none that records global resources, is left. */
  public constructor(
    name: string,
    args: ConfigRecorderArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:account-baseline:ConfigRecorder", name, {}, opts);
    checkHomeRegion(args, "records IAM");
    const child = { parent: this };

    const roleArn =
      args.roleArn ??
      new aws.iam.ServiceLinkedRole(
        `${name}-role`,
        { awsServiceName: "config.amazonaws.com" },
        { ...child, ...linkedRoleOptions },
      ).arn;
    this.running = args.regions.map((region) => {
      const recorder = new aws.cfg.Recorder(
        `${name}-${region}`,
        {
          name: "default",
          region,
          roleArn,
          recordingGroup: {
            allSupported: true,
            includeGlobalResourceTypes: region === args.homeRegion,
          },
        },
        child,
      );
      const channel = new aws.cfg.DeliveryChannel(
        `${name}-${region}`,
        {
          name: "default",
          region,
          s3BucketName: args.bucketName,
          snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
        },
        { parent: this, dependsOn: [recorder, ...(args.bucketPolicies ?? [])] },
      );
      return new aws.cfg.RecorderStatus(
        `${name}-${region}`,
        { name: recorder.name, region, isEnabled: true },
        { parent: this, dependsOn: [channel] },
      );
    });
    this.registerOutputs();
  }
}
