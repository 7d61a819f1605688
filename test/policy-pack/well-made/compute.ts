import { arnOf, OWN, type WellMade } from "./well-made";

const INSTANCE = "aws:ec2/instance:Instance";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const FUNCTION = "aws:lambda/function:Function";
const PERMISSION = "aws:lambda/permission:Permission";

const privatePlace = {
  subnetId: "subnet-0a1b2c3d4e5f60718",
  vpcSecurityGroupIds: ["sg-0a1b2c3d4e5f60718"],
};

/** Instances, images, volumes, functions and jobs. */
export const compute: readonly WellMade[] = [
  {
    // guardrails C3: the image, the account and the declarative policy require version 2
    title: "an instance of Amazon Linux 2023 without metadata options",
    type: INSTANCE,
    inputs: {
      ami: "ami-0c02fb55956c7d316",
      instanceType: "m7g.large",
      iamInstanceProfile: "shop-api",
      ...privatePlace,
      rootBlockDevice: { volumeType: "gp3", volumeSize: 30 },
      tags: { Backup: "true" },
    },
  },
  {
    title: "an instance that requires tokens",
    type: INSTANCE,
    inputs: {
      ami: "ami-0c02fb55956c7d316",
      instanceType: "c7i.xlarge",
      ...privatePlace,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required" },
      monitoring: true,
      tags: { Backup: "true" },
    },
  },
  {
    title: "a launch template of Amazon Linux 2023 without metadata options",
    type: TEMPLATE,
    inputs: {
      imageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
      instanceType: "m7g.large",
      vpcSecurityGroupIds: privatePlace.vpcSecurityGroupIds,
      updateDefaultVersion: true,
    },
  },
  {
    title: "a launch template that requires tokens, with an encrypted device",
    type: TEMPLATE,
    inputs: {
      imageId: "ami-0c02fb55956c7d316",
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        { deviceName: "/dev/xvda", ebs: { volumeType: "gp3", volumeSize: 50, encrypted: "true" } },
      ],
    },
  },
  {
    title: "an instance that takes everything from its launch template",
    type: INSTANCE,
    inputs: {
      launchTemplate: { id: "lt-0a1b2c3d4e5f60718", version: "7" },
      subnetId: privatePlace.subnetId,
      tags: { Backup: "true" },
    },
  },
  {
    title: "a group that scales with instances of several types",
    type: "aws:autoscaling/group:Group",
    inputs: {
      minSize: 2,
      maxSize: 10,
      vpcZoneIdentifiers: [privatePlace.subnetId],
      healthCheckType: "ELB",
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: { launchTemplateId: "lt-0a1b2c3d4e5f60718", version: "7" },
          overrides: [{ instanceType: "m7g.large" }, { instanceType: "m7i.large" }],
        },
      },
      tags: ["Project", "Environment", "Owner", "CostCenter", "ManagedBy"].map((key) => ({
        key,
        value: key === "ManagedBy" ? "pulumi" : "shop",
        propagateAtLaunch: true,
      })),
    },
  },
  {
    title: "a volume that uses the account's encryption by default",
    type: "aws:ebs/volume:Volume",
    inputs: {
      availabilityZone: "us-east-1a",
      size: 100,
      type: "gp3",
      tags: { Backup: "true" },
    },
  },
  {
    title: "a volume with a key of the team",
    type: "aws:ebs/volume:Volume",
    inputs: {
      availabilityZone: "us-east-1a",
      size: 100,
      encrypted: true,
      kmsKeyId: arnOf("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
      tags: { Backup: "true" },
    },
  },
  {
    title: "a function that reads the name of a parameter",
    type: FUNCTION,
    inputs: {
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      role: `arn:aws:iam::${OWN}:role/shop-api`,
      environment: { variables: { CONFIG_PARAMETER: "/shop/api/config", LOG_LEVEL: "info" } },
      tracingConfig: { mode: "Active" },
      loggingConfig: { logFormat: "JSON", logGroup: "/aws/lambda/shop-api" },
    },
  },
  {
    title: "a function of an image with its digest",
    type: FUNCTION,
    inputs: {
      packageType: "Image",
      imageUri: `${OWN}.dkr.ecr.us-east-1.amazonaws.com/shop/worker@sha256:${"ab".repeat(32)}`,
      role: `arn:aws:iam::${OWN}:role/shop-worker`,
      memorySize: 1024,
      timeout: 60,
    },
  },
  {
    title: "a function URL for callers with signatures",
    type: "aws:lambda/functionUrl:FunctionUrl",
    inputs: { functionName: "shop-api", authorizationType: "AWS_IAM" },
  },
  {
    title: "a permission for one event rule",
    type: PERMISSION,
    inputs: {
      action: "lambda:InvokeFunction",
      function: "shop-nightly",
      principal: "events.amazonaws.com",
      sourceArn: arnOf("events", "rule/shop-nightly"),
    },
  },
  {
    title: "a permission for the team's bucket",
    type: PERMISSION,
    inputs: {
      action: "lambda:InvokeFunction",
      function: "shop-resize",
      principal: "s3.amazonaws.com",
      sourceArn: "arn:aws:s3:::acme-shop-uploads",
      sourceAccount: OWN,
    },
  },
  {
    title: "a permission for the stages of one HTTP API",
    type: PERMISSION,
    inputs: {
      action: "lambda:InvokeFunction",
      function: "shop-api",
      principal: "apigateway.amazonaws.com",
      sourceArn: arnOf("execute-api", "a1b2c3d4e5/*"),
    },
  },
  {
    title: "a job on Fargate whose secret is in Secrets Manager",
    type: "aws:batch/jobDefinition:JobDefinition",
    inputs: {
      type: "container",
      platformCapabilities: ["FARGATE"],
      containerProperties: JSON.stringify({
        image: `${OWN}.dkr.ecr.us-east-1.amazonaws.com/shop/report:2026-11-02.1`,
        command: ["node", "report.js"],
        executionRoleArn: `arn:aws:iam::${OWN}:role/shop-report`,
        resourceRequirements: [
          { type: "VCPU", value: "1" },
          { type: "MEMORY", value: "2048" },
        ],
        secrets: [{ name: "DATABASE_URL", valueFrom: arnOf("secretsmanager", "secret:shop/db") }],
        networkConfiguration: { assignPublicIp: "DISABLED" },
      }),
    },
  },
  {
    title: "an image pipeline that requires tokens",
    type: "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration",
    inputs: {
      instanceProfileName: "image-builder",
      instanceTypes: ["m7g.large"],
      instanceMetadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
      subnetId: privatePlace.subnetId,
      securityGroupIds: privatePlace.vpcSecurityGroupIds,
    },
  },
  {
    title: "an image for the accounts of the organization",
    type: "aws:ec2/amiLaunchPermission:AmiLaunchPermission",
    inputs: {
      imageId: "ami-0c02fb55956c7d316",
      organizationArn: `arn:aws:organizations::${OWN}:organization/o-example1234`,
    },
  },
  {
    title: "a copy of an image, encrypted",
    type: "aws:ec2/amiCopy:AmiCopy",
    inputs: {
      sourceAmiId: "ami-0c02fb55956c7d316",
      sourceAmiRegion: "us-east-1",
      encrypted: true,
    },
  },
  {
    title: "a document of Systems Manager that is shared with no account",
    type: "aws:ssm/document:Document",
    inputs: {
      documentType: "Command",
      documentFormat: "YAML",
      content: "schemaVersion: '2.2'\nmainSteps: []\n",
    },
  },
  {
    title: "a notebook in the network, without root",
    type: "aws:sagemaker/notebookInstance:NotebookInstance",
    inputs: {
      instanceType: "ml.t3.medium",
      roleArn: `arn:aws:iam::${OWN}:role/notebook`,
      subnetId: privatePlace.subnetId,
      securityGroups: privatePlace.vpcSecurityGroupIds,
      directInternetAccess: "Disabled",
      rootAccess: "Disabled",
      instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" },
    },
  },
];
