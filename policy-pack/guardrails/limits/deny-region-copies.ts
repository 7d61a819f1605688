import { denyExcept } from "../support/statements";
import { controlTower } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";
import { copiers, copyRegions, regionOf } from "./copies";

export const denyRegionCopies: Guardrail = {
  id: "deny-region-copies",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyRegionCopies",
          Action: [
            "cognito-idp:CreateUserPoolReplica",
            "dynamodb:CreateGlobalTable",
            "dynamodb:CreateTableReplica",
            "ec2:CreateTransitGatewayPeeringAttachment",
            "ecr:PutReplicationConfiguration",
            "elasticache:CreateGlobalReplicationGroup",
            "elasticfilesystem:CreateReplicationConfiguration",
            "kms:ReplicateKey",
            "rds:CreateGlobalCluster",
            "rds:StartDBInstanceAutomatedBackupsReplication",
            "redshift:EnableSnapshotCopy",
            "s3:CreateMultiRegionAccessPoint",
            "s3:PutReplicationConfiguration",
            "secretsmanager:ReplicateSecretToRegions",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      { types: copiers, check: staysInItsRegion },
      {
        types: [
          "aws:docdb/globalCluster:GlobalCluster",
          "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup",
          "aws:kms/replicaKey:ReplicaKey",
          "aws:neptune/globalCluster:GlobalCluster",
          "aws:rds/globalCluster:GlobalCluster",
          "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
        ],
        check: () => [{ message: "spans Regions; keep the data in one" }],
      },
    ],
  },
  detect: { none: "AWS Config finds buckets without replication, not those with it" },
  calls: [
    "dynamodb:UpdateGlobalTable",
    "dynamodb:UpdateTable",
    "ec2:CreateVpcPeeringConnection",
    "rds:CopyDBClusterSnapshot",
    "rds:CopyDBSnapshot",
    "secretsmanager:CreateSecret",
  ],
  parameters: {},
  optIn: "data residency stands against disaster recovery in a second Region",
  about: {
    title: "Keep data in the Region it was made in",
    why: "a copy in another Region is under other law, and deleting the original deletes none of it",
    comply: "Keep one copy; backups in other Regions are the backup plan's affair",
    severity: "medium",
    frameworks: [
      controlTower("AWS-GR_RESTRICT_S3_CROSS_REGION_REPLICATION"),
      controlTower("AWS-GR_DISALLOW_CROSS_REGION_NETWORKING"),
    ],
    requirements: [],
    peers: ["Control Tower"],
  },
};

function staysInItsRegion(resource: ResourceView): Finding[] {
  const own = regionOf(resource);
  return own === undefined
    ? []
    : copyRegions(resource)
        .filter((region) => region !== own)
        .map((region) => ({ message: `copies to or reaches into ${region}; keep it in ${own}` }));
}
