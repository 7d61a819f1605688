import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  advised,
  type ExampleProgram,
  network,
  policyOf,
  refusedInProduction,
  trustOf,
  UNTAGGED,
} from "./program";

/** A data warehouse, and a nightly job that fills it from a bucket. */
export const warehouse: ExampleProgram = {
  title: "Redshift and Glue",
  build: ({ provider }) => {
    const options = { provider };
    const lake = new aws.s3.Bucket("lake", {}, options);
    const group = new aws.ec2.SecurityGroup("warehouse", { vpcId: network.vpcId }, options);
    new aws.vpc.SecurityGroupIngressRule(
      "jobs",
      {
        securityGroupId: group.id,
        referencedSecurityGroupId: group.id,
        ipProtocol: "tcp",
        fromPort: 0,
        toPort: 65_535,
      },
      options,
    );
    new aws.ec2.VpcEndpoint(
      "s3",
      {
        vpcId: network.vpcId,
        serviceName: "com.amazonaws.us-east-1.s3",
        routeTableIds: ["rtb-0a1b2c3d4e5f67890"],
      },
      options,
    );
    const subnets = new aws.redshift.SubnetGroup(
      "warehouse",
      { subnetIds: network.privateSubnets },
      options,
    );
    const role = new aws.iam.Role("etl", { assumeRolePolicy: trustOf("glue") }, options);
    new aws.iam.RolePolicyAttachment(
      "etl",
      { role: role.name, policyArn: "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole" },
      options,
    );
    new aws.iam.RolePolicy(
      "etl",
      {
        role: role.name,
        policy: lake.arn.apply((arn) =>
          policyOf({
            Effect: "Allow",
            Action: ["s3:GetObject", "s3:PutObject"],
            Resource: `${arn}/*`,
          }),
        ),
      },
      options,
    );
    const cluster = new aws.redshift.Cluster(
      "warehouse",
      {
        clusterIdentifier: "warehouse",
        nodeType: "ra3.large",
        numberOfNodes: 2,
        databaseName: "shop",
        masterUsername: "admin",
        manageMasterPassword: true,
        clusterSubnetGroupName: subnets.name,
        vpcSecurityGroupIds: [group.id],
        skipFinalSnapshot: true,
      },
      options,
    );
    const catalog = new aws.glue.CatalogDatabase("events", { name: "events" }, options);
    new aws.glue.Crawler(
      "events",
      {
        databaseName: catalog.name,
        role: role.arn,
        s3Targets: [{ path: pulumi.interpolate`s3://${lake.id}/events` }],
        schedule: "cron(0 1 * * ? *)",
      },
      options,
    );
    new aws.glue.Job(
      "load",
      {
        roleArn: role.arn,
        glueVersion: "5.0",
        workerType: "G.1X",
        numberOfWorkers: 2,
        command: { scriptLocation: pulumi.interpolate`s3://${lake.id}/jobs/load.py` },
        defaultArguments: { "--endpoint": cluster.endpoint },
      },
      options,
    );
  },
  expected: [
    advised("require-tls-relations", "lake", "relies on the organization's policy"),
    advised("restrict-endpoint-policies", "s3", "the endpoint admits buckets of strangers"),
    refusedInProduction("require-database-backups", "warehouse", "snapshots are kept for one day"),
    refusedInProduction("require-final-snapshots", "warehouse", "it goes without a snapshot"),
    advised("require-tags", ["lake", "warehouse"], UNTAGGED),
  ],
};
