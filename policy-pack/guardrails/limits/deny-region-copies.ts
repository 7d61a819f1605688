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
        check: () => [{ message: "replicates data across Regions; keep the data in one" }],
      },
    ],
  },
  detect: { none: "AWS Config finds buckets without replication, not buckets with it" },
  calls: [
    "dynamodb:UpdateGlobalTable",
    "dynamodb:UpdateTable",
    "ec2:CreateVpcPeeringConnection",
    "rds:CopyDBClusterSnapshot",
    "rds:CopyDBSnapshot",
    "secretsmanager:CreateSecret",
  ],
  parameters: {},
  optIn:
    "data residency and disaster recovery in a second Region exclude each other, so the company must choose; approved-regions denies the copies of keys and secrets to other Regions by default",
  about: {
    title: "Keep data in its own Region",
    why: "the law of another Region applies to a copy there, and deleting the original does not delete the copy",
    comply: "Keep one copy; only the backup plan copies to other Regions",
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
        .map((region) => ({
          message: `copies data to or connects to ${region}; keep it in ${own}`,
        }));
}
