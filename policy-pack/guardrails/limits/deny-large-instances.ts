import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Conditions } from "../types/organization-policy";
import type { ParameterValues } from "../types/parameter";
import type { ResourceView } from "../types/preview-rule";
import {
  fits,
  groupCalls,
  instanceCalls,
  instanceStarters,
  instanceTypesOf,
  legacyStarters,
} from "./instance-types";

export const denyLargeInstances: Guardrail = {
  id: "deny-large-instances",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, parameters) => {
        const types = typesOf(parameters);
        const instances = [`arn:${context.partition}:ec2:*:*:instance/*`];
        const deny = (
          suffix: string,
          Action: readonly string[],
          Resource: readonly string[],
          Condition: Conditions,
        ) =>
          denyExcept(context, { Sid: `DenyLargeInstances${suffix}`, Action, Resource, Condition });
        return [
          // AWS's own roles launch instances for groups, fleets and Spot requests, and no policy binds these roles. So
          // the creation of the group, fleet or request is denied.
          denyExcept(context, {
            Sid: "DenyLargeInstancesLegacy",
            Action: ["autoscaling:CreateLaunchConfiguration", "ec2:RequestSpot*"],
            Resource: ["*"],
          }),
          deny("Groups", groupCalls, ["*"], {
            "ForAnyValue:StringLike": { "autoscaling:InstanceTypes": types },
          }),
          deny("Launch", ["ec2:CreateFleet", "ec2:RunInstances"], instances, {
            StringLike: { "ec2:InstanceType": types },
          }),
          deny("Resize", ["ec2:ModifyInstanceAttribute"], instances, {
            StringLike: { "ec2:Attribute/InstanceType": types },
          }),
          deny("Models", ["sagemaker:Create*", "sagemaker:Update*"], ["*"], {
            "ForAnyValue:StringLike": {
              "sagemaker:InstanceTypes": types.map((type) => `ml.${type}`),
            },
          }),
        ];
      },
    },
  ],
  preview: {
    resource: [
      {
        types: instanceStarters,
        check: (resource: ResourceView, parameters) =>
          instanceTypesOf(resource)
            .filter((type) => fits(type, typesOf(parameters)))
            .map((type) => ({
              message: `starts instances of the type ${type}, which is denied; choose a smaller one`,
            })),
      },
      legacyStarters,
    ],
  },
  detect: { none: "AWS Config takes a list of allowed types, not of denied ones" },
  calls: instanceCalls,
  parameters: {
    instanceTypes: {
      type: "strings",
      of: "namePattern",
      description: "Patterns of the denied instance types",
      default: [
        "*.24xlarge",
        "*.32xlarge",
        "*.48xlarge",
        "*.96xlarge",
        "*.metal*",
        "dl*",
        "hpc*",
        "inf*",
        "p*",
        "trn*",
        "u*",
        "x*",
      ],
    },
  },
  about: {
    title: "Start no accelerated, metal or huge instances",
    why: "one such instance costs as much in a day as a small company's account in a month, and attackers with stolen credentials start them first",
    comply:
      "Choose a smaller general purpose, compute or memory optimized type, and a launch template instead of a launch configuration or Spot request",
    severity: "high",
    frameworks: [wellArchitected("COST02-BP05"), wellArchitected("COST06-BP02")],
    requirements: ["S7", "r3.2"],
    peers: [],
  },
};

function typesOf({ instanceTypes }: ParameterValues): readonly string[] {
  return instanceTypes as readonly string[];
}
