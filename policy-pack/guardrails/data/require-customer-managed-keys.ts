import { readPath } from "../support/readings";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireCustomerManagedKeys: Guardrail = {
  id: "require-customer-managed-keys",
  deny: { none: "most services have no condition key for the key in a request" },
  preview: { resource: [{ types: Object.keys(keyPaths()), check: keyIsOwn }] },
  detect: [{ configRule: "SECRETSMANAGER_USING_CMK" }],
  calls: [
    "dynamodb:CreateTable",
    "ec2:CreateVolume",
    "ecr:CreateRepository",
    "elasticache:CreateReplicationGroup",
    "elasticfilesystem:CreateFileSystem",
    "kinesis:StartStreamEncryption",
    "rds:CreateDBCluster",
    "rds:CreateDBInstance",
    "redshift:CreateCluster",
    "secretsmanager:CreateSecret",
    "sns:CreateTopic",
    "sqs:CreateQueue",
  ],
  parameters: {},
  optIn:
    "AWS managed keys encrypt data as well, and each key of the company costs money every month and for each request",
  about: {
    title: "Encrypt data with keys of the company",
    why: "the company cannot change the policy of an AWS managed key, and data under such a key cannot be restored in another account",
    comply: "Name a customer managed key where the resource takes one",
    severity: "medium",
    frameworks: [wellArchitected("SEC08-BP01")],
    requirements: ["r2.15"],
    peers: ["Pulumi compliance policies"],
  },
};

/** Path of the key, by type. */
export function keyPaths(): Readonly<Record<string, string>> {
  return {
    "aws:docdb/cluster:Cluster": "kmsKeyId",
    "aws:dynamodb/table:Table": "serverSideEncryption.kmsKeyArn",
    "aws:ebs/volume:Volume": "kmsKeyId",
    "aws:ecr/repository:Repository": "encryptionConfigurations.kmsKey",
    "aws:efs/fileSystem:FileSystem": "kmsKeyId",
    "aws:elasticache/replicationGroup:ReplicationGroup": "kmsKeyId",
    "aws:kinesis/stream:Stream": "kmsKeyId",
    "aws:neptune/cluster:Cluster": "kmsKeyArn",
    "aws:rds/cluster:Cluster": "kmsKeyId",
    "aws:rds/instance:Instance": "kmsKeyId",
    "aws:redshift/cluster:Cluster": "kmsKeyId",
    "aws:secretsmanager/secret:Secret": "kmsKeyId",
    "aws:sns/topic:Topic": "kmsMasterKeyId",
    "aws:sqs/queue:Queue": "kmsMasterKeyId",
  };
}

/** Inputs that name a source; the resource takes the key of its source. */
export const keySources: readonly string[] = [
  "globalReplicationGroupId",
  "replicateSourceDb",
  "replicationSourceIdentifier",
  "restoreToPointInTime",
  "snapshotId",
  "snapshotIdentifier",
];

function keyIsOwn(resource: ResourceView): Finding[] {
  const path = keyPaths()[resource.type] ?? "";
  const key = readPath(resource, path);
  if (key.state === "absent" || (key.state === "known" && key.value === "")) {
    return keySources.some((source) => resource.read(source).state !== "absent")
      ? []
      : [{ message: `names no key in ${path}; name a customer managed key` }];
  }
  return key.state === "known" && String(key.value).includes("alias/aws/")
    ? [{ message: `is encrypted with an AWS managed key; name a customer managed key in ${path}` }]
    : [];
}
