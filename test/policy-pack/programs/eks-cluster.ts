import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import {
  advised,
  type ExampleProgram,
  network,
  refused,
  refusedInProduction,
  trustOf,
  UNTAGGED,
} from "./program";

/** A cluster with its nodes, and one deployment in it. */
export const eksCluster: ExampleProgram = {
  title: "EKS cluster with an application",
  build: ({ provider, account }) => {
    const options = { provider };
    const attached = (role: aws.iam.Role, ...policies: readonly string[]) =>
      policies.map(
        (policy) =>
          new aws.iam.RolePolicyAttachment(
            policy,
            { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` },
            options,
          ),
      );
    const service = new aws.iam.Role("cluster", { assumeRolePolicy: trustOf("eks") }, options);
    const nodes = new aws.iam.Role("nodes", { assumeRolePolicy: trustOf("ec2") }, options);
    const cluster = new aws.eks.Cluster(
      "shop",
      {
        roleArn: service.arn,
        version: "1.35",
        accessConfig: { authenticationMode: "API" },
        vpcConfig: { subnetIds: network.privateSubnets },
      },
      { provider, dependsOn: attached(service, "AmazonEKSClusterPolicy") },
    );
    new aws.eks.NodeGroup(
      "shop",
      {
        clusterName: cluster.name,
        nodeRoleArn: nodes.arn,
        subnetIds: network.privateSubnets,
        instanceTypes: ["t3.large"],
        scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 4 },
      },
      {
        provider,
        dependsOn: attached(
          nodes,
          "AmazonEKSWorkerNodePolicy",
          "AmazonEKS_CNI_Policy",
          "AmazonEC2ContainerRegistryPullOnly",
        ),
      },
    );
    const kubeconfig = pulumi.jsonStringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        {
          name: "shop",
          cluster: {
            server: cluster.endpoint,
            "certificate-authority-data": cluster.certificateAuthority.data,
          },
        },
      ],
      contexts: [{ name: "shop", context: { cluster: "shop", user: "shop" } }],
      "current-context": "shop",
      users: [
        {
          name: "shop",
          user: {
            exec: {
              apiVersion: "client.authentication.k8s.io/v1beta1",
              command: "aws",
              args: [
                ...["eks", "get-token", "--cluster-name", cluster.name],
                ...["--role-arn", `arn:aws:iam::${account}:role/deployer`],
              ],
            },
          },
        },
      ],
    });
    const inCluster = { provider: new kubernetes.Provider("shop", { kubeconfig }) };
    const namespace = new kubernetes.core.v1.Namespace("shop", {}, inCluster);
    const labels = { app: "web" };
    new kubernetes.apps.v1.Deployment(
      "web",
      {
        metadata: { namespace: namespace.metadata.name },
        spec: {
          replicas: 2,
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: { containers: [{ name: "web", image: "nginx", ports: [{ containerPort: 80 }] }] },
          },
        },
      },
      inCluster,
    );
  },
  expected: [
    refused("deny-public-clusters", "shop", "the Kubernetes API is open to the internet"),
    advised("require-cluster-logs", "shop", "the cluster writes no logs"),
    refusedInProduction("protect-clusters", "shop", "one call deletes the cluster"),
    refusedInProduction("pin-images", "web", "the image has no tag"),
    advised("deny-privileged-pods", "shop", "the namespace has no label"),
    advised("require-tags", "shop", UNTAGGED),
  ],
};
