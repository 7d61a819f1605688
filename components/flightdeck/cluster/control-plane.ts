import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { checkText, checkLogRetention } from "../../shared/argument-checks";
import { checkInputs, checkRange, textRules } from "../../shared/argument-rules";
import type { Place } from "../../shared/place";
import { protectedKey } from "../../shared/protected-key";
import { checkClusterName } from "./cluster-name";
import { clusterLogGroup } from "../../shared/naming";

export interface ControlPlaneArgs {
  readonly place: Place;
  /** Name of the cluster, at most 100 characters; other accounts and documents refer to it. */
  readonly clusterName: string;
  /** Kubernetes minor version, such as `1.36`. */
  readonly version: string;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<string[]>;
  /** Ranges that reach the public endpoint. Without any the endpoint is private: deployments then run inside the network. */
  readonly publicAccessRanges: readonly string[];
  /** Days that control plane logs are kept: one of the numbers that CloudWatch accepts. */
  readonly logRetentionDays: number;
  /** ARN of the role that this deployment works with; it uses the Kubernetes API. */
  readonly deployerArn: string;
}

/**
 * The control plane of an EKS cluster, with all its logs, and its secrets under a key of its own.
 *
 * `@pulumi/eks` creates it and its kubeconfig, and nothing else: nodes, add-ons and access have an order that it does not
 * keep. The role that creates the cluster stays its administrator: it is the one that installs charts.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/clusters.html
 */
export class ControlPlane extends pulumi.ComponentResource {
  /** Use in `dependsOn`: the cluster's name is a plain string and creates no dependency. */
  public readonly cluster: pulumi.Resource;
  /** Security group that EKS puts on nodes and pods. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** Secret: leads to the cluster with the deployer's role. */
  public readonly kubeconfig: pulumi.Output<string>;

  /** @throws ArgumentError for a name, a version, a range or a number of days that AWS would refuse. */
  public constructor(name: string, args: ControlPlaneArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:flightdeck:ControlPlane", name, {}, opts);
    checkControlPlane(args);
    checkInputs("subnetIds", args.subnetIds, {
      least: 2,
      remedy: "EKS needs subnets in two zones",
    });
    const { clusterName } = args;
    const isPrivate = args.publicAccessRanges.length === 0;

    // Created before the cluster, which would otherwise create it with endless retention.
    const logs = new aws.cloudwatch.LogGroup(
      name,
      { name: clusterLogGroup(clusterName), retentionInDays: args.logRetentionDays },
      { parent: this, protect: true, retainOnDelete: true, deleteBeforeReplace: true },
    );
    const key = protectedKey(
      `${name}-secrets`,
      { place: args.place, description: `Encrypts the Kubernetes secrets of ${clusterName}` },
      { parent: this },
    );
    const cluster = new eks.Cluster(
      name,
      {
        name: clusterName,
        version: args.version,
        authenticationMode: "API",
        upgradePolicy: { supportType: "STANDARD" },
        deletionProtection: true,
        vpcId: args.vpcId,
        subnetIds: args.subnetIds,
        endpointPrivateAccess: true,
        endpointPublicAccess: !isPrivate,
        ...(!isPrivate && { publicAccessCidrs: [...args.publicAccessRanges] }),
        encryptionConfigKeyArn: key.arn,
        enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
        providerCredentialOpts: { roleArn: args.deployerArn },
        // Nodes, add-ons and groups have components of their own, in the order that they need each other.
        skipDefaultNodeGroup: true,
        skipDefaultSecurityGroups: true,
        createOidcProvider: false,
        bootstrapSelfManagedAddons: false,
        useDefaultVpcCni: true,
        kubeProxyAddonOptions: { enabled: false },
        corednsAddonOptions: { enabled: false },
      },
      { parent: this, providers: opts.providers, protect: true, dependsOn: [logs] },
    );

    this.cluster = cluster;
    this.securityGroupId = cluster.clusterSecurityGroupId;
    this.kubeconfig = pulumi.secret(cluster.kubeconfigJson);
    this.registerOutputs({ securityGroupId: this.securityGroupId, kubeconfig: this.kubeconfig });
  }
}

/** Arguments of a control plane that are plain values. */
type ControlPlaneValues = Pick<
  ControlPlaneArgs,
  "clusterName" | "version" | "publicAccessRanges" | "logRetentionDays" | "deployerArn"
>;

/**
 * Checks name, version, ranges and logs of a control plane.
 *
 * @throws ArgumentError for the first wrong argument.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export function checkControlPlane(args: ControlPlaneValues): void {
  checkClusterName("clusterName", args.clusterName);
  checkText("version", args.version, {
    pattern: /^1\.\d{2}$/,
    rule: "a minor version of Kubernetes",
    remedy: "write it in quotes, like 1.36",
  });
  args.publicAccessRanges.forEach((range, index) => {
    checkRange(`publicAccessRanges[${index}]`, range);
  });
  checkLogRetention("logRetentionDays", args.logRetentionDays);
  checkText("deployerArn", args.deployerArn, textRules.roleArn);
}
