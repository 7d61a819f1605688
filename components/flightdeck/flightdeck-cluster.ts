import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { DEPLOYMENT_ROLE, METRICS_WRITER_ROLE, roleArn } from "../shared/naming";
import { keyAdministration, policyDocument } from "../shared/policies";
import { type AddOnName, AddOns, nodeAddOns, workloadAddOns } from "./add-ons";
import { ClusterAccess, permissionSetRole } from "./cluster-access";
import { LoadBalancerController } from "./load-balancer-controller";
import { NodeGroup } from "./node-group";
import { NodeRole } from "./node-role";
import { PodIdentity } from "./pod-identity";

export interface FlightdeckClusterArgs {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  /** Name of the cluster, at most 100 characters; other accounts and documents refer to it. */
  readonly clusterName: string;
  /** Kubernetes minor version, such as `1.36`. */
  readonly version: string;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<string[]>;
  /** Ranges that reach the public endpoint. Empty makes the endpoint private: deployments then run inside the network. */
  readonly publicAccessRanges: readonly string[];
  readonly nodes: {
    readonly instanceTypes: readonly string[];
    readonly minimum: number;
    readonly maximum: number;
    readonly diskSize: number;
  };
  readonly addOnVersions: Readonly<Partial<Record<AddOnName, string>>>;
  /** Days that control plane logs are kept. */
  readonly logRetentionDays: number;
  readonly tags: Readonly<Record<string, string>>;
  /** ARN of the role that this deployment works with; it talks to the Kubernetes API. */
  readonly deployerArn: string;
  /** True when another role than the deployment role has made the cluster, and so is its first administrator. */
  readonly madeByBootstrap: boolean;
  readonly access: {
    /** The one namespace that applications live in. */
    readonly applicationNamespace: string;
    /** Role of application delivery; edits that namespace and nothing else. */
    readonly applicationDeployRoleArn: pulumi.Input<string>;
    /** Permission set whose people read the whole cluster. @default - nobody */
    readonly readOnlyPermissionSet?: string;
    /** Permission set whose people edit the application namespace. @default - nobody */
    readonly developerPermissionSet?: string;
  };
  /** Account of the image registry. */
  readonly registryAccountId: string;
  /** Role in the operations account through which metrics are written. */
  readonly metricsIngestionRoleArn: string;
}

/** Service account of the pods that write metrics to the central workspace. */
export const metricsWriter = { namespace: "monitoring", serviceAccount: "prometheus" } as const;

/**
 * An EKS cluster ready to run Flightdeck: private nodes, every control plane log, secrets under a key of its own,
 * access by entries for people and delivery, Pod Identity for pods, and the AWS Load Balancer Controller.
 *
 * `@pulumi/eks` makes the cluster and its kubeconfig; whatever needs an order (add-ons, nodes, access) is made of
 * plain AWS resources. The role that creates the cluster stays its administrator: it is the one that installs charts.
 */
export class FlightdeckCluster extends pulumi.ComponentResource {
  public readonly clusterName: string;
  /** Security group that EKS puts on nodes and pods. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** Secret: leads to the cluster with the deployer's role. */
  public readonly kubeconfig: pulumi.Output<string>;

  public constructor(
    name: string,
    args: FlightdeckClusterArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:flightdeck:FlightdeckCluster", name, {}, opts);
    const { partition, accountId, clusterName } = args;
    const isPrivate = args.publicAccessRanges.length === 0;

    // Made before the cluster, which would otherwise make it with endless retention.
    const logs = new aws.cloudwatch.LogGroup(
      name,
      { name: `/aws/eks/${clusterName}/cluster`, retentionInDays: args.logRetentionDays },
      { parent: this, retainOnDelete: true, deleteBeforeReplace: true },
    );
    const key = new aws.kms.Key(
      `${name}-secrets`,
      {
        description: `Encrypts the Kubernetes secrets of ${clusterName}`,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: policyDocument([keyAdministration(partition, accountId)]),
      },
      { parent: this, protect: true, retainOnDelete: true },
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
        // Nodes, add-ons and groups are made below, in the order that they need each other.
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
    const child = { parent: this };
    // Everything else names the cluster by its constant name, so each must be told to wait for it.
    const after = [cluster];

    const first = new AddOns(
      `${name}-node`,
      { clusterName, names: nodeAddOns, versions: args.addOnVersions, after },
      child,
    );
    const role = new NodeRole(
      `${name}-node`,
      { partition, region: args.region, registryAccountId: args.registryAccountId },
      child,
    );
    const nodes = new NodeGroup(
      name,
      {
        clusterName,
        kubernetesVersion: args.version,
        roleArn: role.arn,
        subnetIds: args.subnetIds,
        ...args.nodes,
        tags: args.tags,
        after: [...role.rights, ...first.all],
      },
      child,
    );
    const place = { partition, accountId, clusterName };
    const pods = { ...place, after };
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
        versions: args.addOnVersions,
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

    const granted = this.grantAccess(name, args, cluster);
    const kubeconfig = pulumi.secret(cluster.kubeconfigJson);
    const kubernetesProvider = new kubernetes.Provider(
      name,
      { kubeconfig, clusterIdentifier: clusterName },
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
      { parent: this, provider: kubernetesProvider, dependsOn: granted, protect: true },
    );
    new LoadBalancerController(
      `${name}-load-balancers`,
      {
        ...place,
        region: args.region,
        vpcId: args.vpcId,
        cluster,
        kubernetesProvider,
        after: [nodes.group, ...second.all, ...granted],
      },
      child,
    );

    this.clusterName = clusterName;
    this.securityGroupId = cluster.clusterSecurityGroupId;
    this.kubeconfig = kubeconfig;
    this.registerOutputs({
      clusterName,
      securityGroupId: this.securityGroupId,
      kubeconfig,
    });
  }

  /** Lets people and delivery in; returns what the deployer's own access hangs on. */
  private grantAccess(
    name: string,
    args: FlightdeckClusterArgs,
    eksCluster: pulumi.Resource,
  ): pulumi.Resource[] {
    const { partition, clusterName, access } = args;
    const cluster = { partition, clusterName, after: [eksCluster] };
    const child = { parent: this };
    const namespaces = [access.applicationNamespace];

    new ClusterAccess(
      `${name}-delivery`,
      { ...cluster, principalArn: access.applicationDeployRoleArn, policy: "Edit", namespaces },
      child,
    );
    if (access.readOnlyPermissionSet !== undefined) {
      const principalArn = permissionSetRole(access.readOnlyPermissionSet, { parent: this });
      new ClusterAccess(`${name}-read-only`, { ...cluster, principalArn, policy: "View" }, child);
    }
    if (access.developerPermissionSet !== undefined) {
      const principalArn = permissionSetRole(access.developerPermissionSet, { parent: this });
      new ClusterAccess(
        `${name}-developer`,
        { ...cluster, principalArn, policy: "Edit", namespaces },
        child,
      );
    }
    if (!args.madeByBootstrap) {
      return [];
    }
    // EKS gives an entry to the role that made the cluster, and refuses a second one for it.
    const deployment = new ClusterAccess(
      `${name}-deployment`,
      {
        ...cluster,
        principalArn: roleArn(partition, args.accountId, DEPLOYMENT_ROLE),
        policy: "ClusterAdmin",
      },
      child,
    );
    return [deployment.granted];
  }
}
