import { isNot, known, objects, parsed, readPath, switchedOn } from "../support/readings";
import { denyExcept } from "../support/statements";
import { cis, controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyPublicDatabases: Guardrail = {
  id: "deny-public-databases",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // The change of an existing instance has no condition key for this: detection finds it.
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyPublicDatabasesInstances",
          Action: [
            "rds:CreateDBInstance",
            "rds:CreateDBInstanceReadReplica",
            "rds:CreateDBShardGroup",
            "rds:RestoreDBInstanceFromDBSnapshot",
            "rds:RestoreDBInstanceFromS3",
            "rds:RestoreDBInstanceToPointInTime",
          ],
          Resource: ["*"],
          Condition: { Bool: { "rds:PubliclyAccessible": ["true"] } },
        }),
        denyExcept(context, {
          Sid: "DenyPublicDatabasesBrokers",
          Action: ["kafka:UpdateConnectivity"],
          Resource: ["*"],
          Condition: { Bool: { "kafka:publicAccessEnabled": ["true"] } },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: [
          "aws:dms/replicationInstance:ReplicationInstance",
          "aws:lightsail/database:Database",
          "aws:m2/environment:Environment",
          "aws:mq/broker:Broker",
          "aws:neptune/clusterInstance:ClusterInstance",
          "aws:rds/clusterInstance:ClusterInstance",
          "aws:rds/instance:Instance",
          "aws:rds/shardGroup:ShardGroup",
          "aws:redshift/cluster:Cluster",
          "aws:redshiftserverless/workgroup:Workgroup",
          "aws:timestreaminfluxdb/dbCluster:DbCluster",
          "aws:timestreaminfluxdb/dbInstance:DbInstance",
        ],
        check: (database) =>
          switchedOn(
            database,
            "publiclyAccessible",
            "remove it and connect from inside the network",
          ),
      },
      {
        types: ["aws:dms/instanceProfile:InstanceProfile"],
        // A migration of DMS is public unless its profile sets false.
        check: (profile) =>
          isNot(profile.read("publiclyAccessible"), "false")
            ? [{ message: "does not set publiclyAccessible to false; set it" }]
            : [],
      },
      {
        types: ["aws:neptunegraph/graph:Graph"],
        check: (graph) =>
          switchedOn(
            graph,
            "publicConnectivity",
            "remove it and connect to the graph by an endpoint in the network",
          ),
      },
      { types: ["aws:msk/cluster:Cluster"], check: brokersArePrivate },
      {
        types: ["aws:elasticsearch/domain:Domain", "aws:opensearch/domain:Domain"],
        check: (domain) =>
          readPath(domain, "vpcOptions.subnetIds").state === "absent"
            ? [
                {
                  message:
                    "has no vpcOptions and a public endpoint; name private subnets in vpcOptions.subnetIds",
                },
              ]
            : [],
      },
      {
        types: ["aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy"],
        check: collectionsArePrivate,
      },
    ],
  },
  detect: [
    { securityHubControl: "DMS.1" },
    { securityHubControl: "ES.2" },
    { securityHubControl: "MSK.4" },
    { securityHubControl: "Opensearch.2" },
    { securityHubControl: "RDS.2" },
    { securityHubControl: "Redshift.1" },
    { securityHubControl: "RedshiftServerless.3" },
  ],
  calls: [
    "aoss:CreateSecurityPolicy",
    "aoss:UpdateSecurityPolicy",
    "dms:CreateInstanceProfile",
    "dms:CreateReplicationInstance",
    "dms:ModifyReplicationInstance",
    "dms:UpdateInstanceProfile",
    "es:CreateDomain",
    "es:CreateElasticsearchDomain",
    "kafka:CreateCluster",
    "kafka:CreateClusterV2",
    "lightsail:CreateRelationalDatabase",
    "lightsail:UpdateRelationalDatabase",
    "m2:CreateEnvironment",
    "mq:CreateBroker",
    "neptune-graph:CreateGraph",
    "neptune-graph:UpdateGraph",
    "rds:ModifyDBInstance",
    "redshift-serverless:CreateWorkgroup",
    "redshift-serverless:UpdateWorkgroup",
    "redshift:CreateCluster",
    "redshift:ModifyCluster",
    "timestream-influxdb:CreateDbCluster",
    "timestream-influxdb:CreateDbInstance",
  ],
  parameters: {},
  about: {
    title: "Keep databases off the internet",
    why: "an attacker needs only one password or one unpatched bug to enter a database with a public address",
    comply: "Remove publiclyAccessible and connect to the database from inside the network",
    severity: "critical",
    frameworks: [
      cis("2.3.3"),
      fsbp("RDS.2"),
      fsbp("Redshift.1"),
      controlTower("AWS-GR_RDS_INSTANCE_PUBLIC_ACCESS_CHECK"),
    ],
    requirements: ["r2.15", "r2.16"],
    peers: ["Control Tower", "AWSGuard", "Pulumi compliance policies"],
  },
};

function brokersArePrivate(cluster: ResourceView): Finding[] {
  const access = known(cluster, "brokerNodeGroupInfo.connectivityInfo.publicAccess.type");
  return access === undefined || access === "DISABLED"
    ? []
    : [{ message: "gives its brokers public addresses; remove publicAccess" }];
}

/** Reads a network policy of OpenSearch Serverless: a JSON list without IAM statements. */
function collectionsArePrivate(policy: ResourceView): Finding[] {
  return known(policy, "type") === "network"
    ? objects(parsed(known(policy, "policy")))
        .filter((rule) => rule["AllowFromPublic"] === true)
        .map(() => ({
          message: "opens collections to the internet; name VPC endpoints in SourceVPCEs",
        }))
    : [];
}
