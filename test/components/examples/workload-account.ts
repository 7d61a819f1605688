import * as aws from "@pulumi/aws";
import { placeOf, WorkloadAccount } from "../../../components";

const account = new aws.Provider("shop", {
  region: "eu-west-1",
  allowedAccountIds: ["444444444444"],
  assumeRoles: [{ roleArn: "arn:aws:iam::444444444444:role/ci" }],
});
const network = new aws.Provider("network", {
  region: "eu-west-1",
  allowedAccountIds: ["666666666666"],
  assumeRoles: [{ roleArn: "arn:aws:iam::666666666666:role/ci" }],
});

const shop = new WorkloadAccount(
  "shop",
  {
    place: placeOf("eu-west-1", "444444444444"),
    clusterName: "shop",
    networkProvider: network,
    network: {
      range: "10.32.0.0/16",
      zones: ["eu-west-1a", "eu-west-1b"],
      natGateways: "single",
      organizationId: "o-exampleorg1",
      flowLogBucketArn: "arn:aws:s3:::acme-flow-logs-222222222222-eu-west-1",
    },
    web: {
      subdomain: "shop.example.com",
      rootZoneId: "Z0123456789ABCDEFGHIJ",
      publicAliases: [],
      logBucketName: "acme-load-balancer-222222222222-eu-west-1",
    },
    cluster: {
      version: "1.36",
      publicAccessRanges: ["198.51.100.0/24"],
      logRetentionDays: 90,
      deployerArn: "arn:aws:iam::444444444444:role/ci",
      madeByBootstrap: true,
      install: true,
      nodes: { instanceTypes: ["m7g.large"], minimum: 2, maximum: 6, diskSize: 50 },
      tags: { Environment: "production" },
      addOnVersions: {},
      access: { applicationNamespace: "shop" },
      metricsIngestionRoleArn: "arn:aws:iam::555555555555:role/platform-metrics-ingestion",
    },
    database: {
      identifier: "shop",
      engineVersion: "17",
      instanceClass: "db.m7g.large",
      storage: 50,
      maximumStorage: 200,
      multiZone: true,
      backupRetentionDays: 35,
      insights: "standard",
    },
    cache: { groupId: "shop", engineVersion: "8.0", nodeType: "cache.m7g.large", replicas: 1 },
    backup: {
      schedule: "cron(0 3 * * ? *)",
      retentionDays: 35,
      copyRetentionDays: 90,
      resourceTypes: ["RDS", "EBS", "S3"],
      isolatedVaultArn: "arn:aws:backup:eu-west-1:333333333333:backup-vault:isolated",
    },
    backupAccountId: "333333333333",
    operationsAccountId: "555555555555",
    deliveryRoleArns: ["arn:aws:iam::555555555555:role/platform-application-delivery"],
    eventBusArn: "arn:aws:events:eu-west-1:777777777777:event-bus/default",
    notificationTopicArn: "arn:aws:sns:eu-west-1:777777777777:platform-security-notifications",
  },
  { providers: [account] },
);

export const databaseEndpoint = shop.databaseEndpoint;
