/** A parameter of an API call that is the value of a condition key. */
export interface RequestParameter {
  /** Condition key of the service. */
  readonly key: string;
  /** Name of the call in the trail. */
  readonly event: string;
  /** Name in `requestParameters`: that of the API reference, with a small first letter. */
  readonly parameter: string;
}

/**
 * Condition keys whose value the trail has in the parameters of a call. A call without the parameter does not show the key's
 * value: AWS may set a default.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const requestParameters: readonly RequestParameter[] = [
  { key: "ec2:Encrypted", event: "CreateVolume", parameter: "encrypted" },
  { key: "ec2:InstanceType", event: "RunInstances", parameter: "instanceType" },
  { key: "elasticfilesystem:Encrypted", event: "CreateFileSystem", parameter: "encrypted" },
  { key: "iam:PolicyARN", event: "AttachGroupPolicy", parameter: "policyArn" },
  { key: "iam:PolicyARN", event: "AttachRolePolicy", parameter: "policyArn" },
  { key: "iam:PolicyARN", event: "AttachUserPolicy", parameter: "policyArn" },
  {
    key: "kms:ScheduleKeyDeletionPendingWindowInDays",
    event: "ScheduleKeyDeletion",
    parameter: "pendingWindowInDays",
  },
  { key: "rds:PubliclyAccessible", event: "CreateDBInstance", parameter: "publiclyAccessible" },
  { key: "rds:StorageEncrypted", event: "CreateDBCluster", parameter: "storageEncrypted" },
  { key: "rds:StorageEncrypted", event: "CreateDBInstance", parameter: "storageEncrypted" },
  {
    key: "secretsmanager:ForceDeleteWithoutRecovery",
    event: "DeleteSecret",
    parameter: "forceDeleteWithoutRecovery",
  },
  {
    key: "secretsmanager:RecoveryWindowInDays",
    event: "DeleteSecret",
    parameter: "recoveryWindowInDays",
  },
];
