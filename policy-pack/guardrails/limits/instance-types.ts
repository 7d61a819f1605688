import { known } from "../support/readings";
import { matches } from "../support/wildcards";
import type { ResourceView } from "../types/preview-rule";
import { textsUnder } from "./nested";

/** Resources that start instances, and the inputs in which they name types, however deep. */
const places: Readonly<Record<string, readonly string[]>> = {
  "aws:autoscaling/group:Group": ["mixedInstancesPolicy"],
  "aws:batch/computeEnvironment:ComputeEnvironment": ["computeResources"],
  "aws:cloud9/environmentEC2:EnvironmentEC2": ["instanceType"],
  "aws:ec2/fleet:Fleet": ["launchTemplateConfigs"],
  "aws:ec2/instance:Instance": ["instanceType"],
  "aws:ec2/launchConfiguration:LaunchConfiguration": ["instanceType"],
  "aws:ec2/launchTemplate:LaunchTemplate": ["instanceRequirements", "instanceType"],
  "aws:ec2/spotFleetRequest:SpotFleetRequest": ["launchSpecifications", "launchTemplateConfigs"],
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": ["instanceType"],
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
 * Calls that set the types which an Auto Scaling group has beside those of its launch template. The template's own is
 * judged by a dry run of `ec2:RunInstances` in the caller's name.
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html
 */
export const groupCalls: readonly string[] = [
  "autoscaling:CreateAutoScalingGroup",
  "autoscaling:UpdateAutoScalingGroup",
];

/** What SageMaker names the instance of a Jupyter server, which costs nothing. */
const SERVERS = "system";

/** Type tokens of what starts instances. */
export const instanceStarters: readonly string[] = Object.keys(places);

/** Calls that make them and carry no instance type that a policy could compare, beside those of SageMaker. */
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

/** Instance types that a resource surely starts; SageMaker's are read without their `ml.` in front. */
export function instanceTypesOf(resource: ResourceView): string[] {
  const found = (places[resource.type] ?? []).flatMap((property) =>
    textsUnder(names, property, known(resource, property)),
  );
  return [...new Set(found.map((type) => type.replace(/^ml\./, "")))]
    .filter((type) => type !== SERVERS)
    .sort();
}

/** True when a text fits one of the patterns. */
export function fits(text: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matches(pattern, text));
}
