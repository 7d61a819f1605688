import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { checkPlace } from "../../shared/argument-checks";
import type { Place } from "../../shared/place";
import type { PolicyStatement } from "../../shared/policy-documents";
import { versionMatrix } from "../../shared/version-matrix";
import { checkClusterName } from "../cluster/cluster-name";
import { PodIdentity } from "../cluster/pod-identity";

/** Start of the name of every target group that the cluster may register pods in. */
export const INGRESS_TARGET_GROUP = "flightdeck-ingress";

export interface LoadBalancerControllerArgs {
  readonly place: Place;
  readonly clusterName: string;
  readonly vpcId: pulumi.Input<string>;
  readonly kubernetesProvider: kubernetes.Provider;
  readonly cluster: pulumi.Resource;
  /** Resources that the controller's pods need: nodes, DNS, access of the role that installs the chart. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * The AWS Load Balancer Controller, for the one thing that is left to the cluster: registering the ingress gateway's
 * pods in a target group that the program owns (TargetGroupBinding). It can create no load balancer of its own.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/targetgroupbinding/targetgroupbinding/
 */
export class LoadBalancerController extends pulumi.ComponentResource {
  public readonly release: kubernetes.helm.v3.Release;

  /** @throws ArgumentError for a place or a name that the controller would look for in vain. */
  public constructor(
    name: string,
    args: LoadBalancerControllerArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:flightdeck:LoadBalancerController", name, {}, opts);
    checkPlace("place", args.place);
    checkClusterName("clusterName", args.clusterName);
    const { chart, repository, version } = versionMatrix.charts.loadBalancerController;
    const namespace = "kube-system";
    const serviceAccount = "aws-load-balancer-controller";

    const identity = new PodIdentity(
      name,
      {
        place: args.place,
        clusterName: args.clusterName,
        namespace,
        serviceAccount,
        statements: targetRegistration(args.place),
        after: [args.cluster],
      },
      { parent: this },
    );
    this.release = new kubernetes.helm.v3.Release(
      name,
      {
        name: "aws-load-balancer-controller",
        chart,
        version,
        repositoryOpts: { repo: repository },
        namespace,
        atomic: true,
        timeout: 600,
        values: {
          clusterName: args.clusterName,
          region: args.place.region,
          vpcId: args.vpcId,
          serviceAccount: { create: true, name: serviceAccount },
          replicaCount: 2,
          defaultTargetType: "ip",
          // Its webhook on every Service would stop all other charts whenever the controller is down.
          enableServiceMutatorWebhook: false,
          createIngressClassResource: false,
          enableShield: false,
          enableWaf: false,
          enableWafv2: false,
          // Without the Gateway API's own resource definitions these would keep it from starting.
          controllerConfig: {
            featureGates: {
              ALBGatewayAPI: false,
              NLBGatewayAPI: false,
              GatewayListenerSet: false,
            },
          },
        },
      },
      {
        parent: this,
        provider: args.kubernetesProvider,
        dependsOn: [identity.association, ...args.after],
      },
    );
    this.registerOutputs();
  }
}

/**
 * Permissions of the controller for TargetGroupBindings: it reads networks and load balancers, none of which IAM can narrow
 * to a resource, and registers targets in the ingress's target groups alone. Security groups are the program's.
 */
function targetRegistration({ partition, region, accountId }: Place): PolicyStatement[] {
  return [
    {
      Sid: "ReadNetworksAndTargets",
      Effect: "Allow",
      Action: [
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeInstances",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:DescribeTags",
        "elasticloadbalancing:DescribeTargetGroupAttributes",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
      ],
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": region } },
    },
    {
      Sid: "RegisterPods",
      Effect: "Allow",
      Action: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
      Resource: `arn:${partition}:elasticloadbalancing:${region}:${accountId}:targetgroup/${INGRESS_TARGET_GROUP}-*/*`,
    },
  ];
}
