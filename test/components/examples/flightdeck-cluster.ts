import * as aws from "@pulumi/aws";
import { FlightdeckCluster, placeOf } from "../../../components";

const account = new aws.Provider("shop", {
  region: "eu-west-1",
  allowedAccountIds: ["444444444444"],
  assumeRoles: [{ roleArn: "arn:aws:iam::444444444444:role/ci" }],
});

const cluster = new FlightdeckCluster(
  "shop",
  {
    place: placeOf("eu-west-1", "444444444444"),
    clusterName: "shop",
    version: "1.36",
    vpcId: "vpc-0123456789abcdef0",
    subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    publicAccessRanges: ["198.51.100.0/24"],
    logRetentionDays: 90,
    deployerArn: "arn:aws:iam::444444444444:role/ci",
    madeByBootstrap: true,
    install: true,
    nodes: { instanceTypes: ["m7g.large"], minimum: 2, maximum: 6, diskSize: 50 },
    tags: { Environment: "production" },
    addOnVersions: {},
    access: { applicationNamespace: "shop" },
    applicationDeployRoleArn: "arn:aws:iam::444444444444:role/shop-delivery",
    registryAccountId: "555555555555",
    metricsIngestionRoleArn: "arn:aws:iam::555555555555:role/platform-metrics-ingestion",
  },
  { providers: [account] },
);

export const kubeconfig = cluster.kubeconfig;
