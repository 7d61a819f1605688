import { type ActionTable, regional, serviceLinkedRole } from "./table";

const bucket = "arn:{partition}:s3:::{bucket}";
const vault = regional("backup", "backup-vault:{backupVaultName}");
/** Actions that a service requires of a role before it creates grants on a key for itself. */
const granting = "CreateGrant DescribeKey";

/** Stored data, its keys and its backups. */
export const data: ActionTable = {
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": {
    actions: { s3: "GetAccountPublicAccessBlock PutAccountPublicAccessBlock" },
  },
  "aws:s3/bucket:Bucket": {
    resources: [bucket],
    actions: {
      s3: `CreateBucket GetAccelerateConfiguration GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging
        GetBucketObjectLockConfiguration GetBucketPolicy GetBucketRequestPayment GetBucketTagging
        GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetLifecycleConfiguration
        GetReplicationConfiguration ListBucket ListTagsForResource PutBucketTagging TagResource UntagResource`,
    },
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    resources: [bucket],
    actions: { s3: "GetLifecycleConfiguration PutLifecycleConfiguration" },
  },
  "aws:s3/bucketLogging:BucketLogging": {
    resources: [bucket],
    actions: { s3: "GetBucketLogging PutBucketLogging" },
  },
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": {
    resources: [bucket],
    actions: { s3: "GetBucketObjectLockConfiguration PutBucketObjectLockConfiguration" },
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    resources: [bucket],
    actions: { s3: "GetBucketOwnershipControls PutBucketOwnershipControls" },
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    resources: [bucket],
    actions: { s3: "GetBucketPolicy PutBucketPolicy" },
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    resources: [bucket],
    actions: { s3: "GetBucketPublicAccessBlock PutBucketPublicAccessBlock" },
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    resources: [bucket],
    actions: { s3: "GetEncryptionConfiguration PutEncryptionConfiguration" },
  },
  "aws:s3/bucketVersioning:BucketVersioning": {
    resources: [bucket],
    actions: { s3: "GetBucketVersioning PutBucketVersioning" },
  },
  "aws:kms/key:Key": {
    resources: ["{arn}"],
    actions: {
      kms: `CreateKey DescribeKey EnableKey EnableKeyRotation GetKeyPolicy GetKeyRotationStatus
        ListResourceTags PutKeyPolicy TagResource UntagResource UpdateKeyDescription`,
    },
  },
  "aws:kms/alias:Alias": {
    resources: ["{arn}", ...regional("kms", "key/{targetKeyId}")],
    actions: { kms: "CreateAlias ListAliases UpdateAlias" },
  },
  "aws:ebs/encryptionByDefault:EncryptionByDefault": {
    actions: { ec2: "EnableEbsEncryptionByDefault GetEbsEncryptionByDefault" },
  },
  "aws:backup/regionSettings:RegionSettings": {
    actions: { backup: "DescribeRegionSettings UpdateRegionSettings" },
  },
  "aws:backup/vault:Vault": {
    resources: ["{arn}", "{kmsKeyArn}", serviceLinkedRole("backup", "AWSServiceRoleForBackup")],
    actions: {
      backup: "CreateBackupVault DescribeBackupVault ListTags TagResource UntagResource",
      "backup-storage": "MountCapsule",
      iam: "CreateServiceLinkedRole",
      kms: `${granting} Decrypt GenerateDataKey RetireGrant`,
    },
  },
  "aws:backup/vaultPolicy:VaultPolicy": {
    resources: vault,
    actions: { backup: "GetBackupVaultAccessPolicy PutBackupVaultAccessPolicy" },
  },
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": {
    resources: vault,
    actions: { backup: "DescribeBackupVault PutBackupVaultLockConfiguration" },
  },
  "aws:backup/plan:Plan": {
    resources: regional("backup", "backup-plan:{id}"),
    actions: {
      backup: `CreateBackupPlan DeleteBackupPlan GetBackupPlan ListTags TagResource UntagResource
        UpdateBackupPlan`,
    },
  },
  "aws:backup/selection:Selection": {
    resources: [...regional("backup", "backup-plan:{planId}"), "{iamRoleArn}"],
    actions: {
      backup: "CreateBackupSelection DeleteBackupSelection GetBackupSelection",
      iam: "PassRole",
    },
  },
  "aws:rds/instance:Instance": {
    resources: [
      "{arn}",
      "{kmsKeyId}",
      "{masterUserSecretKmsKeyId}",
      ...regional("secretsmanager", "secret:rds!db-1a2b-AbCdEf"),
      serviceLinkedRole("rds", "AWSServiceRoleForRDS"),
    ],
    actions: {
      iam: "CreateServiceLinkedRole",
      kms: `${granting} Decrypt GenerateDataKey`,
      rds: `AddTagsToResource CreateDBInstance DescribeDBInstances ListTagsForResource ModifyDBInstance
        RebootDBInstance RemoveTagsFromResource`,
      secretsmanager: "CreateSecret TagResource",
    },
  },
  "aws:rds/parameterGroup:ParameterGroup": {
    resources: ["{arn}"],
    actions: {
      rds: `AddTagsToResource CreateDBParameterGroup DeleteDBParameterGroup DescribeDBParameterGroups
        DescribeDBParameters ListTagsForResource ModifyDBParameterGroup RemoveTagsFromResource
        ResetDBParameterGroup`,
    },
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    resources: ["{arn}"],
    actions: {
      rds: `AddTagsToResource CreateDBSubnetGroup DeleteDBSubnetGroup DescribeDBSubnetGroups
        ListTagsForResource ModifyDBSubnetGroup RemoveTagsFromResource`,
    },
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    resources: [
      "{arn}",
      "{kmsKeyId}",
      ...regional("elasticache", "cluster:{id}-001"),
      serviceLinkedRole("elasticache", "AWSServiceRoleForElastiCache"),
    ],
    actions: {
      elasticache: `AddTagsToResource CreateReplicationGroup DecreaseReplicaCount DeleteReplicationGroup DescribeCacheClusters
        DescribeReplicationGroups IncreaseReplicaCount ListTagsForResource ModifyReplicationGroup
        RemoveTagsFromResource`,
      iam: "CreateServiceLinkedRole",
      kms: granting,
    },
  },
  "aws:elasticache/subnetGroup:SubnetGroup": {
    resources: ["{arn}"],
    actions: {
      elasticache: `AddTagsToResource CreateCacheSubnetGroup DeleteCacheSubnetGroup
        DescribeCacheSubnetGroups ListTagsForResource ModifyCacheSubnetGroup RemoveTagsFromResource`,
    },
  },
  "aws:elasticache/user:User": {
    resources: ["{arn}"],
    actions: {
      elasticache: `AddTagsToResource CreateUser DeleteUser DescribeUsers ListTagsForResource ModifyUser
        RemoveTagsFromResource`,
    },
  },
  "aws:elasticache/userGroup:UserGroup": {
    resources: ["{arn}"],
    actions: {
      elasticache: `AddTagsToResource CreateUserGroup DeleteUserGroup DescribeUserGroups
        ListTagsForResource ModifyUserGroup RemoveTagsFromResource`,
    },
  },
};
