import { tagsOf } from "../support/tags";
import { wellArchitected } from "../types/frameworks";
import { environments, type Guardrail } from "../types/guardrail";
import type { Finding } from "../types/preview-rule";

export const restrictTagValues: Guardrail = {
  id: "restrict-tag-values",
  deny: [
    {
      policyType: "TAG_POLICY",
      content: (_context, parameters) => ({
        tags: {
          [KEY]: {
            tag_key: { "@@assign": KEY },
            tag_value: { "@@assign": parameters["environments"] },
            ...(parameters["refuseOthers"] === true && { enforced_for: { "@@assign": enforced } }),
          },
        },
      }),
    },
  ],
  preview: {
    resource: [
      {
        types: "aws",
        check: (resource, parameters) => {
          const allowed = parameters["environments"] as readonly string[];
          return Object.entries(tagsOf(resource) ?? {}).flatMap(([key, value]): Finding[] => {
            if (key.toLowerCase() !== KEY.toLowerCase()) {
              return [];
            }
            if (key !== KEY) {
              return [{ message: `has the tag ${key}; write the key as ${KEY}` }];
            }
            return typeof value !== "string" ||
              allowed.includes(value) ||
              parameters["refuseOthers"] !== true
              ? []
              : [
                  {
                    message: `has the tag ${KEY} with the value ${value}; use one of ${allowed.join(", ")}`,
                  },
                ];
          });
        },
      },
    ],
  },
  detect: { none: "tag policies report wrong values automatically, in every account" },
  calls: ["dynamodb:CreateTable", "ec2:CreateTags", "ec2:RunInstances", "lambda:TagResource"],
  parameters: {
    environments: {
      type: "strings",
      of: "tagValue",
      description: "Values of the tag Environment",
      default: environments,
    },
    refuseOthers: {
      type: "boolean",
      description:
        "True refuses other values; until then AWS reports them: an estate with its own values could create and retag nothing",
      default: false,
    },
  },
  about: {
    title: "Use one spelling of the environment tag",
    why: "with prod, Production and prd side by side, reports and rules by tag miss resources",
    comply: "Set the tag Environment to one of the listed values",
    severity: "low",
    frameworks: [wellArchitected("COST03-BP02"), wellArchitected("COST03-BP03")],
    requirements: ["r2.18"],
    peers: ["DataChef", "Landing Zone Accelerator"],
  },
};

/** Types whose tags AWS refuses. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_supported-resources-enforcement.html */
const enforced = [
  "dynamodb:*",
  "ec2:instance",
  "ec2:vpc",
  "eks:cluster",
  "elasticfilesystem:*",
  "elasticloadbalancing:*",
  "lambda:*",
  "s3:bucket",
];

const KEY = "Environment";
