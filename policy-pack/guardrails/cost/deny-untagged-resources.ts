import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denyUntaggedResources: Guardrail = {
  id: "deny-untagged-resources",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // One statement a key: several keys in one would refuse only a request that lacks all of them.
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
            // Only what the request makes carries its tags: a launch asks for the image and the subnet as well.
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
  preview: { none: "require-tags judges the tags of every resource that a program makes" },
  detect: { none: "require-tags finds what has no tags" },
  parameters: {
    keys: {
      type: "strings",
      of: "tagKey",
      most: 50,
      description: "Keys that a request must give; each takes room in the organization policies",
      default: ["Environment", "Project"],
    },
  },
  optIn:
    "controllers in clusters and restores from backups tag in their own way, and are refused until they know the keys",
  about: {
    title: "Make nothing by hand without the required tags",
    why: "what is made in the console shows up on the bill without an owner, long before a Config rule finds it",
    comply: "Give the required tags in the request that makes the resource",
    severity: "medium",
    frameworks: [wellArchitected("COST03-BP02"), wellArchitected("COST02-BP05")],
    requirements: ["r2.18"],
    peers: ["DataChef", "MCAF", "AWS samples"],
  },
};
