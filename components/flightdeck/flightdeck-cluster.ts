import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { checkAccountId, checkPlace, checkText, checkWhole } from "../shared/argument-checks";
import { textRules } from "../shared/argument-rules";
import { METRICS_WRITER_ROLE } from "../shared/naming";
import type { Place } from "../shared/place";
import { addOnVersionsOf } from "../shared/version-matrix";
import { AccessList, type AccessSpec, checkAccess } from "./cluster/access-list";
import { type AddOnName, nodeAddOns, workloadAddOns } from "../shared/add-on-names";
import { AddOns, checkAddOnVersions } from "./cluster/add-ons";
import { checkControlPlane, ControlPlane } from "./cluster/control-plane";
import { LoadBalancerController } from "./parts/load-balancer-controller";
import { checkNodes, NodeGroup, type NodeGroupSpec } from "./cluster/node-group";
import { NodeRole } from "./cluster/node-role";
import { PodIdentity } from "./cluster/pod-identity";

/** Version, nodes, add-ons and access of a workload account's cluster. */
export interface FlightdeckClusterSpec {
  /** Kubernetes minor version, such as `1.36`. */
  readonly version: string;
  /** Ranges that reach the public endpoint. Without any the endpoint is private: deployments then run inside the network. */
  readonly publicAccessRanges: readonly string[];
  /** Days that control plane logs are kept. */
  readonly logRetentionDays: number;
  /** ARN of the role that this deployment works with; it uses the Kubernetes API. */
  readonly deployerArn: string;
  /** True when another role than the deployment role has created the cluster, and so is its first administrator. */
  readonly madeByBootstrap: boolean;
  /**
   * Installs what runs inside the cluster: the applications' namespace and the load balancer controller. The deployment
   * must reach the cluster's endpoint.
   */
  readonly install: boolean;
  /**
   * Number of zones of the control plane, 2 or more: the first ones of `subnetIds`. EKS never changes them; nodes may be in
   * more. @default 2
   */
  readonly controlPlaneZones?: number;
  readonly nodes: NodeGroupSpec;
  /** Tags of the nodes' instances and volumes: the provider's default tags do not reach what auto scaling launches. */
  readonly tags: Readonly<Record<string, string>>;
  /** Versions by add-on, in place of those that the version matrix pins for the cluster's version. */
  readonly addOnVersions: Readonly<Partial<Record<AddOnName, string>>>;
  readonly access: AccessSpec;
  /** Role in the operations account through which metrics are written. */
  readonly metricsIngestionRoleArn: string;
}

export interface FlightdeckClusterArgs extends FlightdeckClusterSpec {
  readonly place: Place;
  /** Name of the cluster, at most 100 characters; other accounts and documents refer to it. */
  readonly clusterName: string;
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets, one a zone. */
  readonly subnetIds: pulumi.Input<string[]>;
  /** Routes and gateways by which nodes in these subnets reach AWS. @default - they exist, and outlive the cluster */
  readonly wayOut?: pulumi.Input<pulumi.Resource>;
  /** Role of application delivery; edits the applications' namespace and nothing else. @default - none */
  readonly applicationDeployRoleArn?: pulumi.Input<string>;
  /** Account of the image registry. */
  readonly registryAccountId: string;
}

/** Zones of a new control plane: a network of two zones can have a third one later, and EKS never adds one. */
const CONTROL_PLANE_ZONES = 2;

/** Service account of the pods that write metrics to the central workspace. */
const metricsWriter = { namespace: "monitoring", serviceAccount: "prometheus" } as const;

/**
 * An EKS cluster ready to run Flightdeck: its control plane, private nodes and add-ons in the order that they need each
 * other, access for people and delivery, roles for pods, and the AWS Load Balancer Controller.
 */
export class FlightdeckCluster extends pulumi.ComponentResource {
  public readonly clusterName: string;
  /** Security group that EKS puts on nodes and pods. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** Secret: leads to the cluster with the deployer's role. */
  public readonly kubeconfig: pulumi.Output<string>;

  /** @throws ArgumentError for the first argument that AWS or Kubernetes would refuse. */
  public constructor(
    name: string,
    args: FlightdeckClusterArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:flightdeck:FlightdeckCluster", name, {}, opts);
    checkArgs(args);
    const { place, clusterName, version, subnetIds } = args;
    const child = { parent: this };

    const plane = new ControlPlane(
      name,
      {
        place,
        clusterName,
        version,
        vpcId: args.vpcId,
        subnetIds: pulumi
          .output(subnetIds)
          .apply((ids) => ids.slice(0, args.controlPlaneZones ?? CONTROL_PLANE_ZONES)),
        publicAccessRanges: args.publicAccessRanges,
        logRetentionDays: args.logRetentionDays,
        deployerArn: args.deployerArn,
      },
      { ...child, providers: opts.providers },
    );
    const versions = { ...addOnVersionsOf(version), ...args.addOnVersions };
    // Everything else names the cluster by its constant name, which creates no dependency.
    const after = [plane.cluster];

    const first = new AddOns(
      `${name}-node`,
      { clusterName, names: nodeAddOns, versions, after },
      child,
    );
    const role = new NodeRole(
      `${name}-node`,
      { place, registryAccountId: args.registryAccountId },
      child,
    );
    const nodes = new NodeGroup(
      name,
      {
        clusterName,
        kubernetesVersion: version,
        roleArn: role.arn,
        subnetIds,
        ...args.nodes,
        tags: args.tags,
        after: [...role.rights, ...first.all, ...(args.wayOut === undefined ? [] : [args.wayOut])],
      },
      child,
    );
    const pods = { place, clusterName, after };
    const volumes = new PodIdentity(
      `${name}-volumes`,
      {
        ...pods,
        namespace: "kube-system",
        serviceAccount: "ebs-csi-controller-sa",
        managedPolicies: ["service-role/AmazonEBSCSIDriverPolicy"],
      },
      child,
    );
    const second = new AddOns(
      `${name}-workload`,
      {
        clusterName,
        names: workloadAddOns,
        versions,
        after: [nodes.group, volumes.association],
      },
      child,
    );
    new PodIdentity(
      `${name}-metrics`,
      {
        ...pods,
        ...metricsWriter,
        roleName: METRICS_WRITER_ROLE,
        statements: [
          {
            Sid: "WriteMetricsInOperations",
            Effect: "Allow",
            Action: ["sts:AssumeRole", "sts:TagSession"],
            Resource: args.metricsIngestionRoleArn,
          },
        ],
      },
      child,
    );

    const { deployer } = new AccessList(
      name,
      {
        ...pods,
        ...args.access,
        applicationDeployRoleArn: args.applicationDeployRoleArn,
        madeByBootstrap: args.madeByBootstrap,
      },
      child,
    );
    if (args.install) {
      this.#install(name, args, plane, [nodes.group, ...second.all, ...deployer]);
    }

    this.clusterName = clusterName;
    this.securityGroupId = plane.securityGroupId;
    this.kubeconfig = plane.kubeconfig;
    this.registerOutputs({
      clusterName,
      securityGroupId: this.securityGroupId,
      kubeconfig: this.kubeconfig,
    });
  }

  /**
   * Installs the charts and the namespace, by a provider of the cluster. The namespace is the last, so that it is deleted
   * first: volumes, ingresses and target group bindings in it stay until the software that serves them has let them go.
   *
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/
   */
  #install(
    name: string,
    args: FlightdeckClusterArgs,
    plane: ControlPlane,
    after: readonly pulumi.Resource[],
  ): void {
    const { place, clusterName, vpcId } = args;
    const kubernetesProvider = new kubernetes.Provider(
      name,
      { kubeconfig: plane.kubeconfig, clusterIdentifier: clusterName },
      { parent: this },
    );
    const controller = new LoadBalancerController(
      `${name}-load-balancers`,
      {
        place,
        clusterName,
        vpcId,
        cluster: plane.cluster,
        kubernetesProvider,
        after,
      },
      { parent: this },
    );
    new kubernetes.core.v1.Namespace(
      `${name}-application`,
      {
        metadata: {
          name: args.access.applicationNamespace,
          labels: {
            "pod-security.kubernetes.io/enforce": "baseline",
            "pod-security.kubernetes.io/warn": "restricted",
          },
        },
      },
      {
        parent: this,
        provider: kubernetesProvider,
        dependsOn: [...after, controller.release],
        protect: true,
      },
    );
  }
}

function checkArgs(args: FlightdeckClusterArgs): void {
  checkPlace("place", args.place);
  checkControlPlane(args);
  checkWhole("controlPlaneZones", args.controlPlaneZones ?? CONTROL_PLANE_ZONES, {
    least: CONTROL_PLANE_ZONES,
    remedy: "EKS needs subnets in two zones",
  });
  checkNodes(args.nodes, "nodes.");
  checkAddOnVersions(args.addOnVersions, "addOnVersions");
  checkAccess(args.access, "access.");
  checkText("metricsIngestionRoleArn", args.metricsIngestionRoleArn, textRules.roleArn);
  checkAccountId("registryAccountId", args.registryAccountId);
}
