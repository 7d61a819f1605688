import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { anywhere, network, outwards, trustOf } from "./program";

export interface BalancedServiceArgs {
  readonly image: string;
  readonly port: number;
  readonly environment?: readonly { readonly name: string; readonly value: pulumi.Input<string> }[];
}

/**
 * A service on Fargate in private subnets behind a public load balancer, named `service`. Two programs use it.
 *
 * @returns The security group of its tasks.
 */
export function balancedService(
  provider: aws.Provider,
  { image, port, environment = [] }: BalancedServiceArgs,
): aws.ec2.SecurityGroup {
  const options = { provider };
  const { vpcId, publicSubnets, privateSubnets } = network;
  const entry = new aws.ec2.SecurityGroup(
    "entry",
    {
      vpcId,
      ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: anywhere }],
      egress: [outwards],
    },
    options,
  );
  const tasks = new aws.ec2.SecurityGroup(
    "tasks",
    {
      vpcId,
      ingress: [{ protocol: "tcp", fromPort: port, toPort: port, securityGroups: [entry.id] }],
      egress: [outwards],
    },
    options,
  );
  const balancer = new aws.lb.LoadBalancer(
    "service",
    { subnets: publicSubnets, securityGroups: [entry.id] },
    options,
  );
  const targets = new aws.lb.TargetGroup(
    "service",
    { vpcId, port, protocol: "HTTP", targetType: "ip" },
    options,
  );
  const listener = new aws.lb.Listener(
    "http",
    {
      loadBalancerArn: balancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
    },
    options,
  );
  const logs = new aws.cloudwatch.LogGroup("service", { retentionInDays: 90 }, options);
  const execution = new aws.iam.Role(
    "execution",
    { assumeRolePolicy: trustOf("ecs-tasks") },
    options,
  );
  new aws.iam.RolePolicyAttachment(
    "execution",
    {
      role: execution.name,
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    },
    options,
  );
  const cluster = new aws.ecs.Cluster("service", {}, options);
  const definition = new aws.ecs.TaskDefinition(
    "service",
    {
      family: "service",
      cpu: "512",
      memory: "1024",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      executionRoleArn: execution.arn,
      containerDefinitions: pulumi.jsonStringify([
        {
          name: "service",
          image,
          portMappings: [{ containerPort: port }],
          environment,
          logConfiguration: {
            logDriver: "awslogs",
            options: {
              "awslogs-group": logs.name,
              "awslogs-region": "us-east-1",
              "awslogs-stream-prefix": "service",
            },
          },
        },
      ]),
    },
    options,
  );
  new aws.ecs.Service(
    "service",
    {
      cluster: cluster.arn,
      taskDefinition: definition.arn,
      desiredCount: 2,
      launchType: "FARGATE",
      networkConfiguration: { subnets: privateSubnets, securityGroups: [tasks.id] },
      loadBalancers: [
        { targetGroupArn: targets.arn, containerName: "service", containerPort: port },
      ],
    },
    { provider, dependsOn: [listener] },
  );
  return tasks;
}
