import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denyUntaggedResources: Guardrail = {
  id: "deny-untagged-resources",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // One statement for each key: a statement with several keys would deny only requests without any of them.
      statements: (context, { keys }) =>
        (keys as readonly string[]).map((key) =>
          denyExcept(context, {
            Sid: `DenyUntaggedResources${key.replaceAll(/[^A-Za-z0-9]/g, "")}`,
            Action: [
              "cloudformation:CreateStack",
              "dynamodb:CreateTable",
              "ec2:CreateVolume",
              "ec2:RunInstances",
              "elasticache:CreateReplicationGroup",
              "lambda:CreateFunction",
              "rds:CreateDBCluster",
              "rds:CreateDBInstance",
              "redshift:CreateCluster",
            ],
            // Only the created resources: a launch also names the image and the subnet, which get no tags.
            Resource: [
              "cloudformation:*:*:stack/*",
              "dynamodb:*:*:table/*",
              "ec2:*:*:instance/*",
              "ec2:*:*:volume/*",
              "elasticache:*:*:replicationgroup:*",
              "lambda:*:*:function:*",
              "rds:*:*:cluster:*",
              "rds:*:*:db:*",
              "redshift:*:*:cluster:*",
            ].map((resource) => `arn:${context.partition}:${resource}`),
            Condition: { Null: { [`aws:RequestTag/${key}`]: ["true"] } },
          }),
        ),
    },
  ],
  preview: { none: "require-tags checks the tags of every resource of a program" },
  detect: { none: "require-tags finds resources without tags" },
  parameters: {
    keys: {
      type: "strings",
      of: "tagKey",
      most: 50,
      description: "Keys that a request must set; each key uses space in the organization policies",
      default: ["Environment", "Project"],
    },
  },
  optIn:
    "controllers in clusters and restores from backups set other tags, and their requests are denied until they set these keys",
  about: {
    title: "Create nothing by hand without the required tags",
    why: "a resource from the console appears on the bill without an owner, long before a Config rule finds it",
    comply: "Set the required tags in the request that creates the resource",
    severity: "medium",
    frameworks: [wellArchitected("COST03-BP02"), wellArchitected("COST02-BP05")],
    requirements: ["r2.18"],
    peers: ["DataChef", "MCAF", "AWS samples"],
  },
};
