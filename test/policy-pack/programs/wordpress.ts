import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { balancedService } from "./balanced-service";
import { onBalancedService } from "./fargate-service";
import {
  advised,
  advisedInProduction,
  type ExampleProgram,
  network,
  refused,
  refusedInProduction,
  UNTAGGED,
} from "./program";

/** WordPress in containers, with its database and a password from the configuration. */
export const wordpress: ExampleProgram = {
  title: "WordPress on Fargate and RDS",
  build: ({ provider }) => {
    const options = { provider };
    const password = pulumi.secret("correct-horse-battery");
    const subnets = new aws.rds.SubnetGroup(
      "database",
      { subnetIds: network.privateSubnets },
      options,
    );
    const group = new aws.ec2.SecurityGroup("database", { vpcId: network.vpcId }, options);
    const database = new aws.rds.Instance(
      "database",
      {
        engine: "mariadb",
        engineVersion: "11.8",
        instanceClass: "db.t4g.small",
        allocatedStorage: 20,
        dbName: "wordpress",
        username: "wordpress",
        password,
        dbSubnetGroupName: subnets.name,
        vpcSecurityGroupIds: [group.id],
        skipFinalSnapshot: true,
      },
      options,
    );
    const tasks = balancedService(provider, {
      image: "public.ecr.aws/docker/library/wordpress:6.8.3-apache",
      port: 8080,
      environment: [
        { name: "WORDPRESS_DB_HOST", value: database.address },
        { name: "WORDPRESS_DB_USER", value: "wordpress" },
        { name: "WORDPRESS_DB_PASSWORD", value: password },
      ],
    });
    new aws.vpc.SecurityGroupIngressRule(
      "database",
      {
        securityGroupId: group.id,
        referencedSecurityGroupId: tasks.id,
        ipProtocol: "tcp",
        fromPort: 3306,
        toPort: 3306,
      },
      options,
    );
  },
  expected: [
    ...onBalancedService,
    refused("require-encrypted-storage", "database", "its storage is not encrypted"),
    refused("deny-plain-secrets", "service", "the password is in the task's environment"),
    refusedInProduction("require-deletion-protection", "database", "one call deletes the data"),
    refusedInProduction("require-final-snapshots", "database", "it goes without a snapshot"),
    refusedInProduction("require-multi-zone-databases", "database", "one zone takes it down"),
    refusedInProduction("require-database-backups", "database", "it keeps no backups"),
    advisedInProduction("require-backup-tags", "database", "no plan includes or excludes it"),
    advised("require-tags", "database", UNTAGGED),
  ],
};
