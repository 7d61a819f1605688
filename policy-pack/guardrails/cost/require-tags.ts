import { ownTags, type Tags, tagsOf } from "../support/tags";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { ResourceView } from "../types/preview-rule";

export const requireTags: Guardrail = {
  id: "require-tags",
  deny: {
    none: "a tag policy denies wrong values, but not missing ones; deny-untagged-resources denies those",
  },
  preview: {
    advises:
      "programs that exist have none of the company's keys on the first day; refuse them after 90 days of warnings, when teams have set them in their providers",
    resource: [
      {
        types: "aws",
        check: (resource, parameters) => {
          const missing = missingKeys(tagsOf(resource), parameters);
          return missing.length === 0
            ? []
            : [
                {
                  message: `has no tags ${missing.join(", ")}; set them in tags or in the provider's defaultTags`,
                },
              ];
        },
      },
    ],
    remedies: [{ types: "aws", inputs: missingTags }],
  },
  detect: [{ configRule: "REQUIRED_TAGS", inputParametersOf: detectedKeys }],
  calls: [
    "dynamodb:CreateTable",
    "ec2:CreateVolume",
    "ec2:RunInstances",
    "eks:CreateCluster",
    "lambda:CreateFunction",
    "rds:CreateDBCluster",
    "rds:CreateDBInstance",
    "s3:CreateBucket",
  ],
  parameters: {
    keys: {
      type: "strings",
      of: "tagKey",
      most: 50,
      description: "Keys that every resource must have; default: the organization's required tags",
    },
    values: {
      type: "strings",
      of: "tag",
      mayBeEmpty: true,
      most: 50,
      description: "Values that remediation sets where a key is missing, as Key=Value",
      default: [],
    },
  },
  about: {
    title: "Tag every resource with the keys of the bill",
    why: "a resource without tags has no owner, so all teams share its cost, and no team dares to delete it",
    comply: "Set the tags on the resource, or once for all resources in the provider's defaultTags",
    severity: "medium",
    frameworks: [wellArchitected("COST03-BP02"), wellArchitected("COST02-BP01")],
    requirements: ["r2.18"],
    peers: ["DataChef", "MCAF", "AWS samples"],
  },
};

/** Number of keys in one Config rule. */
const DETECTED_KEYS = 6;

function detectedKeys({ keys }: ParameterValues): Record<string, string>[] {
  const all = keys as readonly string[];
  return Array.from({ length: Math.ceil(all.length / DETECTED_KEYS) }, (_, rule) =>
    Object.fromEntries(
      all
        .slice(rule * DETECTED_KEYS, (rule + 1) * DETECTED_KEYS)
        .map((key, index) => [`tag${index + 1}Key`, key]),
    ),
  );
}

function missingKeys(tags: Tags | undefined, { keys }: ParameterValues): string[] {
  return tags ? (keys as readonly string[]).filter((key) => !(key in tags)) : [];
}

function missingTags(
  resource: ResourceView,
  parameters: ParameterValues,
): Readonly<Record<string, unknown>> {
  const own = ownTags(resource);
  const given = new Map(
    (parameters["values"] as readonly string[]).map((pair) => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), pair.slice(at + 1)] as const;
    }),
  );
  const missing = missingKeys(tagsOf(resource), parameters).filter((key) => given.has(key));
  // Setting the whole map would lose its unknown values. Lists of tags are not changed.
  const isWhole =
    own !== undefined &&
    Object.values(own).every((value) => value !== undefined) &&
    resource.type !== "aws:autoscaling/group:Group";
  return isWhole && missing.length > 0
    ? { tags: { ...own, ...Object.fromEntries(missing.map((key) => [key, given.get(key)])) } }
    : {};
}
