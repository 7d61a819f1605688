import * as aws from "@pulumi/aws";
import {
  advised,
  advisedInProduction,
  type ExampleProgram,
  refused,
  refusedInProduction,
  UNTAGGED,
} from "./program";

/** One resource of each service that a small shop uses, with the fewest arguments. */
export const plainResources: ExampleProgram = {
  title: "plain resources",
  build: ({ provider }) => {
    const options = { provider };
    const dead = new aws.sqs.Queue("dead-orders", { messageRetentionSeconds: 1_209_600 }, options);
    const orders = new aws.sqs.Queue(
      "orders",
      {
        redrivePolicy: dead.arn.apply((deadLetterTargetArn) =>
          JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 5 }),
        ),
      },
      options,
    );
    const alarms = new aws.sns.Topic("alarms", {}, options);
    new aws.cloudwatch.MetricAlarm(
      "late-orders",
      {
        namespace: "AWS/SQS",
        metricName: "ApproximateAgeOfOldestMessage",
        dimensions: { QueueName: orders.name },
        statistic: "Maximum",
        period: 300,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 600,
        alarmActions: [alarms.arn],
      },
      options,
    );
    new aws.dynamodb.Table(
      "carts",
      {
        billingMode: "PAY_PER_REQUEST",
        hashKey: "id",
        attributes: [{ name: "id", type: "S" }],
      },
      options,
    );
    new aws.kinesis.Stream("clicks", { shardCount: 1 }, options);
    new aws.ecr.Repository("shop", {}, options);
    new aws.cloudwatch.LogGroup("shop", { retentionInDays: 30 }, options);
    const vendor = new aws.iam.User("vendor", {}, options);
    new aws.iam.AccessKey("vendor", { user: vendor.name }, options);
  },
  expected: [
    advised("require-encrypted-messages", "alarms", "the topic has no key of the company"),
    refused("require-encrypted-messages", "clicks", "the stream is not encrypted"),
    refusedInProduction("require-deletion-protection", "carts", "one call deletes the table"),
    refusedInProduction("require-database-backups", "carts", "no point-in-time recovery"),
    advisedInProduction("require-backup-tags", "carts", "no plan includes or excludes the table"),
    refused("require-immutable-images", "shop", "an image can be pushed over another"),
    advised("require-image-scans-relations", "shop", "the registry's configuration scans it"),
    advised("require-log-retention", "shop", "30 days, where the company keeps 90"),
    refused("deny-iam-users", "vendor", "a user, where a role is possible"),
    refused("deny-long-lived-credentials", "vendor", "an access key that never expires"),
    advised("require-tags", ["carts", "clicks", "shop"], UNTAGGED),
  ],
};
