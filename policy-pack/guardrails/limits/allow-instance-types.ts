import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import {
  fits,
  groupCalls,
  instanceCalls,
  instanceStarters,
  instanceTypesOf,
  legacyStarters,
} from "./instance-types";

export const allowInstanceTypes: Guardrail = {
  id: "allow-instance-types",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { instanceTypes }) => [
        // AWS's own roles launch instances for groups, fleets and Spot requests, and no policy binds these roles. So
        // the creation of the group, fleet or request is denied.
        denyExcept(context, {
          Sid: "AllowInstanceTypesLegacy",
          Action: ["autoscaling:CreateLaunchConfiguration", "ec2:RequestSpot*"],
          Resource: ["*"],
        }),
        denyExcept(context, {
          Sid: "AllowInstanceTypesGroups",
          Action: groupCalls,
          Resource: ["*"],
          Condition: {
            "ForAnyValue:StringNotLike": {
              "autoscaling:InstanceTypes": instanceTypes as readonly string[],
            },
          },
        }),
        denyExcept(context, {
          Sid: "AllowInstanceTypesLaunch",
          Action: ["ec2:CreateFleet", "ec2:RunInstances"],
          Resource: [`arn:${context.partition}:ec2:*:*:instance/*`],
          Condition: {
            StringNotLike: { "ec2:InstanceType": instanceTypes as readonly string[] },
          },
        }),
        // A request that changes another attribute has no instance type; this key selects changes of the type.
        denyExcept(context, {
          Sid: "AllowInstanceTypesResize",
          Action: ["ec2:ModifyInstanceAttribute"],
          Resource: [`arn:${context.partition}:ec2:*:*:instance/*`],
          Condition: {
            Null: { "ec2:Attribute/InstanceType": ["false"] },
            StringNotLike: { "ec2:Attribute/InstanceType": instanceTypes as readonly string[] },
          },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: instanceStarters,
        check: (resource, { instanceTypes }) =>
          instanceTypesOf(resource)
            .filter((type) => !fits(type, instanceTypes as readonly string[]))
            .map((type) => ({
              message: `starts instances of the type ${type}, which is not allowed; use one of ${(instanceTypes as readonly string[]).join(", ")}`,
            })),
      },
      legacyStarters,
    ],
  },
  detect: {
    none: "the Config rule DESIRED_INSTANCE_TYPE takes no patterns, only single types",
  },
  calls: [
    ...instanceCalls,
    "sagemaker:CreateApp",
    "sagemaker:CreateDataQualityJobDefinition",
    "sagemaker:CreateEndpointConfig",
    "sagemaker:CreateHyperParameterTuningJob",
    "sagemaker:CreateNotebookInstance",
    "sagemaker:CreateTrainingJob",
    "sagemaker:UpdateNotebookInstance",
  ],
  parameters: {
    instanceTypes: {
      type: "strings",
      of: "namePattern",
      description: "Patterns of the allowed instance types",
      default: [
        "t3.*",
        "t3a.*",
        "t4g.*",
        "m7g.medium",
        "m7g.large",
        "m7i.large",
        "c7g.large",
        "r7g.large",
      ],
    },
  },
  scope: { environments: ["sandbox"] },
  optIn: "only the company can decide which instances are large enough for an experiment",
  about: {
    title: "Start only small instances in sandboxes",
    why: "a forgotten experiment costs the price of its instance, month after month",
    comply:
      "Choose one of the allowed types, and a launch template instead of a launch configuration or Spot request",
    severity: "low",
    frameworks: [wellArchitected("COST02-BP05"), wellArchitected("COST06-BP02")],
    requirements: ["r3.2"],
    peers: ["AWS samples"],
  },
};
