import type { MadeUpResource } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

/** Resources that start instances of the given type, one for each input that can name a type. */
export const startersOf = (type: string): MadeUpResource[] => [
  {
    type: "aws:autoscaling/group:Group",
    inputs: {
      mixedInstancesPolicy: {
        launchTemplate: { overrides: [{ instanceType: "t3.micro" }, { instanceType: type }] },
      },
    },
  },
  {
    type: "aws:batch/computeEnvironment:ComputeEnvironment",
    inputs: { computeResources: { instanceTypes: ["t3.micro", type] } },
  },
  { type: "aws:cloud9/environmentEC2:EnvironmentEC2", inputs: { instanceType: type } },
  {
    type: "aws:ec2/fleet:Fleet",
    inputs: { launchTemplateConfigs: [{ overrides: [{ instanceType: type }] }] },
  },
  { type: "aws:ec2/instance:Instance", inputs: { instanceType: type } },
  {
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    inputs: { instanceType: type, instanceRequirements: { allowedInstanceTypes: [type] } },
  },
  {
    type: "aws:ecs/capacityProvider:CapacityProvider",
    inputs: {
      managedInstancesProvider: {
        instanceLaunchTemplate: { instanceRequirements: { allowedInstanceTypes: [type] } },
      },
    },
  },
  { type: "aws:eks/nodeGroup:NodeGroup", inputs: { instanceTypes: [type] } },
  {
    type: "aws:emr/cluster:Cluster",
    inputs: {
      coreInstanceFleet: { instanceTypeConfigs: [{ instanceType: type }] },
      coreInstanceGroup: { instanceType: type },
      masterInstanceFleet: { instanceTypeConfigs: [{ instanceType: type }] },
      masterInstanceGroup: { instanceType: type },
    },
  },
  {
    type: "aws:emr/instanceFleet:InstanceFleet",
    inputs: { instanceTypeConfigs: [{ instanceType: type }] },
  },
  { type: "aws:emr/instanceGroup:InstanceGroup", inputs: { instanceType: type } },
  { type: "aws:gamelift/fleet:Fleet", inputs: { ec2InstanceType: type } },
  {
    type: "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration",
    inputs: { instanceTypes: [type] },
  },
  { type: "aws:sagemaker/app:App", inputs: { resourceSpec: { instanceType: `ml.${type}` } } },
  {
    type: "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition",
    inputs: { jobResources: { clusterConfig: { instanceType: `ml.${type}` } } },
  },
  {
    type: "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
    inputs: {
      productionVariants: [{ instanceType: `ml.${type}` }],
      shadowProductionVariants: [{ instanceType: `ml.${type}` }],
    },
  },
  {
    type: "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob",
    inputs: {
      trainingJobDefinition: { resourceConfig: { instanceType: `ml.${type}` } },
      trainingJobDefinitions: [{ resourceConfig: { instanceType: `ml.${type}` } }],
    },
  },
  {
    type: "aws:sagemaker/notebookInstance:NotebookInstance",
    inputs: { instanceType: `ml.${type}` },
  },
  {
    type: "aws:sagemaker/trainingJob:TrainingJob",
    inputs: {
      debugRuleConfigurations: [{ instanceType: `ml.${type}` }],
      profilerRuleConfigurations: [{ instanceType: `ml.${type}` }],
      resourceConfig: { instanceGroups: [{ instanceType: `ml.${type}` }] },
    },
  },
];

/** Resources that AWS's own roles start instances for; the type does not matter. */
export const legacy = [
  "aws:ec2/launchConfiguration:LaunchConfiguration",
  "aws:ec2/spotFleetRequest:SpotFleetRequest",
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
].map((type) => ({
  title: `a small instance by ${type}, which AWS refuses`,
  type,
  message: /is refused by AWS with any instance type; use an aws\.ec2\.LaunchTemplate/,
}));

export const cases: PolicyCases = {
  violating: [
    ...legacy,
    ...startersOf("p5.48xlarge").map((resource) => ({
      ...resource,
      title: `a huge instance by ${resource.type}`,
      message: /starts instances of the type p5\.48xlarge, which is denied/,
    })),
    {
      title: "a pattern that lets huge instances in",
      type: "aws:ec2/launchTemplate:LaunchTemplate",
      inputs: { instanceRequirements: { allowedInstanceTypes: ["m7g.*", "p5.*"] } },
      message: /type p5\.\*/,
    },
    {
      title: "an instance on bare metal",
      type: "aws:ec2/instance:Instance",
      inputs: { instanceType: "m7g.metal" },
      message: /type m7g\.metal/,
    },
  ],
  compliant: [
    ...startersOf("t3.small"),
    { type: "aws:ec2/instance:Instance" },
    { type: "aws:ec2/instance:Instance", inputs: { instanceType: "m7g.2xlarge" } },
  ],
};
