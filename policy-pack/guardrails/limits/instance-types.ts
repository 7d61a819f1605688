import type { ResourceView } from "../guardrail";
import { known } from "../readings";
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
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": [
    "productionVariants",
    "shadowProductionVariants",
  ],
  "aws:sagemaker/notebookInstance:NotebookInstance": ["instanceType"],
};

const names = ["allowedInstanceTypes", "ec2InstanceType", "instanceType", "instanceTypes"];

/** Type tokens of what starts instances. */
export const instanceStarters: readonly string[] = Object.keys(places);

/** Instance types that a resource surely starts; SageMaker's are read without their `ml.` in front. */
export function instanceTypesOf(resource: ResourceView): string[] {
  const found = (places[resource.type] ?? []).flatMap((property) =>
    textsUnder(names, property, known(resource, property)),
  );
  return [...new Set(found.map((type) => type.replace(/^ml\./, "")))].sort();
}

/** True when a text fits one of the patterns, whose `*` and `?` mean what they mean to IAM. */
export function fits(text: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("?", ".")}$`,
    ).test(text),
  );
}
