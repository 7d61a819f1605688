const EVERYWHERE: readonly string[] = [];

/** Opened after February 2022: AWS Config does not record IAM there. */
const WITHOUT_IAM: readonly string[] = [
  "ap-east-2",
  "ap-south-2",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-west-1",
  "eu-central-2",
  "eu-south-2",
  "il-central-1",
  "me-central-1",
  "mx-central-1",
];

const WITHOUT_BACKUP_PLANS: readonly string[] = [
  "ap-east-2",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-west-1",
  "il-central-1",
  "mx-central-1",
];

const GOVERNMENT: readonly string[] = ["us-gov-east-1", "us-gov-west-1"];

/**
 * Regions that lack a managed rule of AWS Config, for each rule that a guardrail names. One rule that a Region lacks fails
 * the whole conformance pack there. Source: "AWS Region" on the rule's page of the developer guide, which is named like
 * the rule (`CLOUD_TRAIL_ENABLED`: `cloudtrail-enabled`). The Regions of China stand nowhere: they have no packs at all.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/managing-rules-by-region-availability.html
 */
export const regionsWithout: Readonly<Record<string, readonly string[]>> = {
  ACCESS_KEYS_ROTATED: WITHOUT_IAM,
  ACCOUNT_PART_OF_ORGANIZATIONS: EVERYWHERE,
  ALB_WAF_ENABLED: EVERYWHERE,
  API_GWV2_ACCESS_LOGS_ENABLED: [
    ...["ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-6"],
    ...["ca-west-1", "eu-central-2", "eu-south-2", "il-central-1", "me-central-1"],
    ...GOVERNMENT,
  ],
  AURORA_RESOURCES_PROTECTED_BY_BACKUP_PLAN: WITHOUT_BACKUP_PLANS,
  BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK: WITHOUT_BACKUP_PLANS,
  CLOUDWATCH_ALARM_ACTION_ENABLED_CHECK: ["ap-east-2", ...GOVERNMENT],
  CLOUDWATCH_LOG_GROUP_ENCRYPTED: EVERYWHERE,
  CLOUD_TRAIL_ENABLED: EVERYWHERE,
  CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED: EVERYWHERE,
  CMK_BACKING_KEY_ROTATION_ENABLED: EVERYWHERE,
  CW_LOGGROUP_RETENTION_PERIOD_CHECK: EVERYWHERE,
  DB_INSTANCE_BACKUP_ENABLED: EVERYWHERE,
  DESIRED_INSTANCE_TENANCY: EVERYWHERE,
  DYNAMODB_PITR_ENABLED: EVERYWHERE,
  DYNAMODB_RESOURCES_PROTECTED_BY_BACKUP_PLAN: WITHOUT_BACKUP_PLANS,
  EBS_RESOURCES_PROTECTED_BY_BACKUP_PLAN: WITHOUT_BACKUP_PLANS,
  EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK: ["eu-south-2"],
  EC2_CLIENT_VPN_NOT_AUTHORIZE_ALL: [
    ...["ap-northeast-3", "ap-southeast-3"],
    ...WITHOUT_IAM,
    ...GOVERNMENT,
  ],
  EC2_NO_AMAZON_KEY_PAIR: ["ap-southeast-3", ...WITHOUT_IAM, ...GOVERNMENT],
  EC2_RESOURCES_PROTECTED_BY_BACKUP_PLAN: WITHOUT_BACKUP_PLANS,
  EC2_VOLUME_INUSE_CHECK: EVERYWHERE,
  EFS_RESOURCES_PROTECTED_BY_BACKUP_PLAN: WITHOUT_BACKUP_PLANS,
  EIP_ATTACHED: EVERYWHERE,
  ELB_LOGGING_ENABLED: EVERYWHERE,
  ENCRYPTED_VOLUMES: EVERYWHERE,
  GUARDDUTY_ENABLED_CENTRALIZED: ["ap-east-2", "ap-southeast-6", "ap-southeast-7", "mx-central-1"],
  IAM_EXTERNAL_ACCESS_ANALYZER_ENABLED: ["ap-east-2", "ca-west-1", ...GOVERNMENT],
  IAM_GROUP_HAS_USERS_CHECK: WITHOUT_IAM,
  IAM_PASSWORD_POLICY: EVERYWHERE,
  IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS: WITHOUT_IAM,
  IAM_ROOT_ACCESS_KEY_CHECK: WITHOUT_IAM.filter(
    (region) => region !== "ap-south-2" && region !== "ap-southeast-4",
  ),
  IAM_USER_MFA_ENABLED: WITHOUT_IAM,
  IAM_USER_NO_POLICIES_CHECK: WITHOUT_IAM,
  IAM_USER_UNUSED_CREDENTIALS_CHECK: WITHOUT_IAM,
  KMS_CMK_NOT_SCHEDULED_FOR_DELETION: ["ap-east-2", "ap-southeast-6", "eu-south-1"],
  LAMBDA_INSIDE_VPC: EVERYWHERE,
  MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS: WITHOUT_IAM,
  RDS_RESOURCES_PROTECTED_BY_BACKUP_PLAN: WITHOUT_BACKUP_PLANS,
  RDS_STORAGE_ENCRYPTED: EVERYWHERE,
  REQUIRED_TAGS: EVERYWHERE,
  ROOT_ACCOUNT_MFA_ENABLED: [
    ...["ap-east-2", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7"],
    ...["ca-west-1", "il-central-1", "me-central-1", "mx-central-1"],
    ...GOVERNMENT,
  ],
  S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED: EVERYWHERE,
  S3_BUCKET_LOGGING_ENABLED: EVERYWHERE,
  S3_BUCKET_SSL_REQUESTS_ONLY: EVERYWHERE,
  SECRETSMANAGER_USING_CMK: EVERYWHERE,
  SECURITYHUB_ENABLED: EVERYWHERE,
  SNS_ENCRYPTED_KMS: EVERYWHERE,
  VPC_FLOW_LOGS_ENABLED: EVERYWHERE,
};
