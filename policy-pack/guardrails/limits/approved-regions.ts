import { denyExcept } from "../support/statements";
import { controlTower } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Conditions, DenyContext } from "../types/organization-policy";
import type { ParameterValue, ParameterValues } from "../types/parameter";
import type { Finding } from "../types/preview-rule";
import { copiers, copyRegions, regionOf } from "./copies";
import { controlTowerGlobalActions, isMadeAnywhere, ownGlobalActions } from "./global-actions";

export const approvedRegions: Guardrail = {
  id: "approved-regions",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (
        context,
        { regions, inferenceProfiles, inferenceGeographies, ...parameters },
      ) => [
        denyExcept(context, {
          Sid: "ApprovedRegions",
          NotAction: openActions(parameters),
          Resource: ["*"],
          Condition: {
            StringNotEquals: { "aws:RequestedRegion": regions as readonly string[] },
            // An inference profile across Regions invokes the model in each of its Regions, wherever the caller is.
            ...profilesExcept(context, [inferenceProfiles, inferenceGeographies]),
          },
        }),
        // A copy is requested in the Region of the original. Of most copies AWS does not send the other Region.
        denyExcept(context, {
          Sid: "ApprovedRegionsKeys",
          Action: ["kms:ReplicateKey"],
          Resource: ["*"],
          Condition: { StringNotEquals: { "kms:ReplicaRegion": regions as readonly string[] } },
        }),
        denyExcept(context, {
          Sid: "ApprovedRegionsSecrets",
          Action: ["secretsmanager:CreateSecret", "secretsmanager:ReplicateSecretToRegions"],
          Resource: ["*"],
          Condition: {
            "ForAnyValue:StringNotEquals": {
              "secretsmanager:AddReplicaRegions": regions as readonly string[],
            },
          },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: "aws",
        check: (resource, parameters) => {
          const region = regionOf(resource);
          return region === undefined ||
            isMadeAnywhere(resource.type, region, openActions(parameters))
            ? []
            : refused([region], parameters, "is created in");
        },
      },
      {
        types: copiers,
        check: (resource, parameters) =>
          refused(copyRegions(resource), parameters, "copies data to or connects to"),
      },
    ],
  },
  detect: { none: "AWS Config has no managed rule that finds resources by Region" },
  parameters: {
    regions: {
      type: "strings",
      of: "region",
      description: "Regions that stay open; default: the organization's governed Regions",
    },
    additionalGlobalActions: {
      type: "strings",
      of: "action",
      mayBeEmpty: true,
      description: "Actions of global services that stay open, in addition to the built-in list",
      default: [],
    },
    inferenceGeographies: {
      type: "strings",
      values: ["us", "eu", "apac", "jp", "au", "global"],
      mayBeEmpty: true,
      description:
        "Geographies in whose Regions AWS's own inference profiles of Bedrock may process requests, such as us",
      default: [],
    },
    inferenceProfiles: {
      type: "strings",
      of: "arn",
      mayBeEmpty: true,
      description:
        "ARN patterns of Bedrock inference profiles that may process requests in other Regions",
      default: [],
    },
  },
  about: {
    title: "Work only in the approved Regions",
    why: "resources in a Region without a baseline are not logged, not backed up and not found",
    comply: "Create the resource in one of the governed Regions",
    severity: "high",
    frameworks: [controlTower("CT.MULTISERVICE.PV.1")],
    requirements: ["S2", "r3.2"],
    peers: ["Control Tower", "Cloud Posse", "DataChef", "MCAF", "org-kickstart", "AWS samples"],
  },
};

/**
 * Condition that leaves requests by these profiles alone. AWS's profile of a geography has it at the beginning of its id.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */
function profilesExcept(
  { partition }: DenyContext,
  [profiles, geographies]: readonly (ParameterValue | undefined)[],
): Conditions {
  const arns = [
    ...((geographies ?? []) as readonly string[]).map(
      (geography) => `arn:${partition}:bedrock:*:*:inference-profile/${geography}.*`,
    ),
    ...((profiles ?? []) as readonly string[]),
  ];
  return arns.length === 0 ? {} : { StringNotLike: { "bedrock:InferenceProfileArn": arns } };
}

function openActions({ additionalGlobalActions }: ParameterValues): string[] {
  return [
    ...controlTowerGlobalActions,
    ...ownGlobalActions,
    ...(additionalGlobalActions as readonly string[]),
  ].sort();
}

function refused(
  regions: readonly string[],
  parameters: ParameterValues,
  relation: string,
): Finding[] {
  const approved = parameters["regions"] as readonly string[];
  return regions
    .filter((region) => !approved.includes(region))
    .map((region) => ({
      message: `${relation} ${region}, which is not approved; use one of ${approved.join(", ")}`,
    }));
}
