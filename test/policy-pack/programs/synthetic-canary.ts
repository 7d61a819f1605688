import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { advised, type ExampleProgram, policyOf, trustOf, UNTAGGED } from "./program";

/** A canary that opens the shop's page every five minutes, with the bucket of its screenshots. */
export const syntheticCanary: ExampleProgram = {
  title: "synthetics canary",
  build: ({ provider }) => {
    const options = { provider };
    const results = new aws.s3.Bucket("results", {}, options);
    const role = new aws.iam.Role("canary", { assumeRolePolicy: trustOf("lambda") }, options);
    new aws.iam.RolePolicy(
      "canary",
      {
        role: role.name,
        policy: results.arn.apply((arn) =>
          policyOf(
            { Effect: "Allow", Action: "s3:PutObject", Resource: `${arn}/canary/*` },
            { Effect: "Allow", Action: "s3:GetBucketLocation", Resource: arn },
            { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
            {
              Effect: "Allow",
              Action: "cloudwatch:PutMetricData",
              Resource: "*",
              Condition: { StringEquals: { "cloudwatch:namespace": "CloudWatchSynthetics" } },
            },
            {
              Effect: "Allow",
              Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
              Resource: "arn:aws:logs:*:*:log-group:/aws/lambda/cwsyn-*",
            },
          ),
        ),
      },
      options,
    );
    new aws.synthetics.Canary(
      "shop",
      {
        name: "shop",
        artifactS3Location: pulumi.interpolate`s3://${results.id}/canary/`,
        executionRoleArn: role.arn,
        runtimeVersion: "syn-nodejs-puppeteer-10.0",
        handler: "shop.handler",
        s3Bucket: results.id,
        s3Key: "code/shop.zip",
        schedule: { expression: "rate(5 minutes)" },
        startCanary: true,
      },
      options,
    );
  },
  expected: [
    advised("require-tls-relations", "results", "relies on the organization's policy"),
    advised("require-tags", "results", UNTAGGED),
  ],
};
