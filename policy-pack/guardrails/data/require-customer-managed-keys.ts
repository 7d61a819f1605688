import { readPath } from "../support/readings";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireCustomerManagedKeys: Guardrail = {
  id: "require-customer-managed-keys",
  deny: { none: "most services do not tell a policy which key a request names" },
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
    "AWS managed keys encrypt as well, and every key of one's own is paid for each month and each request",
  about: {
    title: "Encrypt data with keys of the company's own",
    why: "nobody but AWS decides who uses an AWS managed key, and what it encrypts cannot be restored in another account",
    comply: "Name a key of your own where the resource takes one",
    severity: "medium",
    frameworks: [wellArchitected("SEC08-BP01")],
    requirements: ["r2.15"],
    peers: ["Pulumi compliance policies"],
  },
};

/** Where the key is named, by type. */
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

/** What a resource may be made from, whose key it takes. */
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
      : [{ message: `names no key in ${path}; name one of your own` }];
  }
  return key.state === "known" && String(key.value).includes("alias/aws/")
    ? [{ message: `is encrypted with an AWS managed key; name one of your own in ${path}` }]
    : [];
}
