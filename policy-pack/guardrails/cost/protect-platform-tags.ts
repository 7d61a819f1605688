import { ofThePlatform } from "../support/platform-tag";
import { PLATFORM_TAG } from "../types/platform-names";
import { known } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectPlatformTags: Guardrail = {
  id: "protect-platform-tags",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { keys }) => [
        denyExcept(context, {
          Sid: "ProtectPlatformTags",
          Action: [
            "ec2:CreateTags",
            "ec2:DeleteTags",
            "elasticloadbalancing:AddTags",
            "elasticloadbalancing:RemoveTags",
            "backup:TagResource",
            "backup:UntagResource",
            "cloudwatch:TagResource",
            "cloudwatch:UntagResource",
            "events:TagResource",
            "events:UntagResource",
            "kms:TagResource",
            "kms:UntagResource",
            "logs:TagResource",
            "logs:UntagResource",
            "rds:AddTagsToResource",
            "rds:RemoveTagsFromResource",
            "wafv2:TagResource",
            "wafv2:UntagResource",
          ],
          Resource: ["*"],
          Condition: {
            "ForAnyValue:StringEquals": {
              "aws:TagKeys": [...(keys as readonly string[]), PLATFORM_TAG.key],
            },
            StringEquals: ofThePlatform,
          },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:ec2/tag:Tag"],
        check: (tag, { keys }) => {
          const key = known(tag, "key");
          return typeof key === "string" && (keys as readonly string[]).includes(key)
            ? [
                {
                  message: `sets the tag ${key} from outside; set it on the resource itself`,
                },
              ]
            : [];
        },
      },
    ],
  },
  detect: { none: "AWS Config knows the value of a tag, not its author" },
  parameters: {
    keys: {
      type: "strings",
      of: "tagKey",
      most: 50,
      description: "Tag keys that only the program changes on the platform's resources",
      default: ["Environment", "ManagedBy"],
    },
  },
  about: {
    title: "Keep the platform's tags",
    why: "backups, access and cost reports select by tags, so a resource without its tag is missing in all three",
    comply: "Change the tag in the program that owns the resource",
    severity: "medium",
    frameworks: [wellArchitected("COST03-BP02"), wellArchitected("SEC03-BP05")],
    requirements: ["r2.18"],
    peers: ["Landing Zone Accelerator"],
  },
};
