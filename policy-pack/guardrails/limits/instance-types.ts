import { known } from "../support/readings";
import { matches } from "../support/wildcards";
import type { ResourceRule, ResourceView } from "../types/preview-rule";
import { textsUnder } from "./nested";

/** Resources that start instances, with the inputs that contain the types at any depth. */
const places: Readonly<Record<string, readonly string[]>> = {
  "aws:autoscaling/group:Group": ["mixedInstancesPolicy"],
  "aws:batch/computeEnvironment:ComputeEnvironment": ["computeResources"],
  "aws:cloud9/environmentEC2:EnvironmentEC2": ["instanceType"],
  "aws:ec2/fleet:Fleet": ["launchTemplateConfigs"],
  "aws:ec2/instance:Instance": ["instanceType"],
  "aws:ec2/launchTemplate:LaunchTemplate": ["instanceRequirements", "instanceType"],
  "aws:ecs/capacityProvider:CapacityProvider": ["managedInstancesProvider"],
  "aws:eks/nodeGroup:NodeGroup": ["instanceTypes"],
  "aws:emr/cluster:Cluster": [
    "coreInstanceFleet",
    "coreInstanceGroup",
    "masterInstanceFleet",
    "masterInstanceGroup",
  ],
  "aws:emr/instanceFleet:InstanceFleet": ["instanceTypeConfigs"],
  "aws:emr/instanceGroup:InstanceGroup": ["instanceType"],
  "aws:gamelift/fleet:Fleet": ["ec2InstanceType"],
  "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration": ["instanceTypes"],
  "aws:sagemaker/app:App": ["resourceSpec"],
  "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": ["jobResources"],
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": [
    "productionVariants",
    "shadowProductionVariants",
  ],
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": [
    "trainingJobDefinition",
    "trainingJobDefinitions",
  ],
  "aws:sagemaker/notebookInstance:NotebookInstance": ["instanceType"],
  "aws:sagemaker/trainingJob:TrainingJob": [
    "debugRuleConfigurations",
    "profilerRuleConfigurations",
    "resourceConfig",
  ],
};

const names = ["allowedInstanceTypes", "ec2InstanceType", "instanceType", "instanceTypes"];

/**
 * Calls that set the instance types of an Auto Scaling group, except those of its launch template. AWS checks the
 * template by a dry run of `ec2:RunInstances` in the caller's name.
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html
 */
export const groupCalls: readonly string[] = [
  "autoscaling:CreateAutoScalingGroup",
  "autoscaling:UpdateAutoScalingGroup",
];

/** Instance type of a Jupyter server in SageMaker; the server costs nothing. */
const SERVERS = "system";

/** Type tokens of resources that start instances. */
export const instanceStarters: readonly string[] = Object.keys(places);

/** Rule on resources that AWS's own roles start instances for: no policy binds these roles, so AWS refuses the resources. */
export const legacyStarters: ResourceRule = {
  types: [
    "aws:ec2/launchConfiguration:LaunchConfiguration",
    "aws:ec2/spotFleetRequest:SpotFleetRequest",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
  ],
  check: () => [
    {
      message:
        "is refused by AWS with any instance type; use an aws.ec2.LaunchTemplate in an aws.autoscaling.Group or an aws.ec2.Fleet",
    },
  ],
};

/** Calls that create these resources and have no condition key for the instance type; SageMaker's calls have one. */
export const instanceCalls: readonly string[] = [
  "batch:CreateComputeEnvironment",
  "batch:UpdateComputeEnvironment",
  "cloud9:CreateEnvironmentEC2",
  "ec2:CreateLaunchTemplate",
  "ec2:CreateLaunchTemplateVersion",
  "ecs:CreateCapacityProvider",
  "ecs:UpdateCapacityProvider",
  "eks:CreateNodegroup",
  "elasticmapreduce:AddInstanceFleet",
  "elasticmapreduce:AddInstanceGroups",
  "elasticmapreduce:RunJobFlow",
  "gamelift:CreateFleet",
  "imagebuilder:CreateInfrastructureConfiguration",
  "imagebuilder:UpdateInfrastructureConfiguration",
];

/** Known instance types of a resource, without the `ml.` prefix of SageMaker. */
export function instanceTypesOf(resource: ResourceView): string[] {
  const found = (places[resource.type] ?? []).flatMap((property) =>
    textsUnder(names, property, known(resource, property)),
  );
  return [...new Set(found.map((type) => type.replace(/^ml\./, "")))]
    .filter((type) => type !== SERVERS)
    .sort();
}

/** True when a text matches one of the patterns. */
export function fits(text: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matches(pattern, text));
}
