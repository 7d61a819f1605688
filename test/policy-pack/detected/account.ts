import type { DetectedByGuardrail } from "./detected";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const TRAIL = "aws:cloudtrail/trail:Trail";

/** Rules for evidence, identity and cost. */
export const account: DetectedByGuardrail = {
  "require-tags": {
    REQUIRED_TAGS: { type: "aws:s3/bucket:Bucket", inputs: { tags: { Team: "shop" } } },
  },
  "protect-alarms": {
    CLOUDWATCH_ALARM_ACTION_ENABLED_CHECK: {
      type: "aws:cloudwatch/metricAlarm:MetricAlarm",
      inputs: { actionsEnabled: false },
    },
  },
  "protect-analyzers": {
    IAM_EXTERNAL_ACCESS_ANALYZER_ENABLED: {
      unseen: "the rule reports an account without an analyzer; a stack shows only what it creates",
    },
  },
  "protect-cloudtrail": {
    CLOUD_TRAIL_ENABLED: {
      type: TRAIL,
      inputs: { enableLogging: false, isMultiRegionTrail: true, enableLogFileValidation: true },
    },
    CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED: {
      type: TRAIL,
      inputs: { isMultiRegionTrail: true, enableLogFileValidation: false },
    },
  },
  "protect-config": {
    "Config.1": { type: "aws:cfg/recorderStatus:RecorderStatus", inputs: { isEnabled: false } },
  },
  "protect-flow-logs": {
    VPC_FLOW_LOGS_ENABLED: { type: "aws:ec2/vpc:Vpc", inputs: { cidrBlock: "10.0.0.0/16" } },
  },
  "protect-guardduty": {
    GUARDDUTY_ENABLED_CENTRALIZED: {
      type: "aws:guardduty/detector:Detector",
      inputs: { enable: false },
    },
  },
  "protect-security-hub": {
    SECURITYHUB_ENABLED: {
      type: "aws:securityhub/configurationPolicy:ConfigurationPolicy",
      inputs: { configurationPolicy: { serviceEnabled: false } },
    },
  },
  "require-access-logs": {
    ELB_LOGGING_ENABLED: { type: BALANCER, inputs: { loadBalancerType: "application" } },
    API_GWV2_ACCESS_LOGS_ENABLED: { type: "aws:apigatewayv2/stage:Stage", inputs: { name: "a" } },
    "CloudFront.5": { type: "aws:cloudfront/distribution:Distribution", inputs: {} },
  },
  "require-bucket-access-logs": {
    S3_BUCKET_LOGGING_ENABLED: { type: "aws:s3/bucket:Bucket", inputs: { bucket: "shop" } },
  },
  "require-log-group-keys": {
    CLOUDWATCH_LOG_GROUP_ENCRYPTED: {
      type: "aws:cloudwatch/logGroup:LogGroup",
      inputs: { name: "/shop" },
    },
  },
  "require-log-retention": {
    CW_LOGGROUP_RETENTION_PERIOD_CHECK: {
      type: "aws:cloudwatch/logGroup:LogGroup",
      inputs: { retentionInDays: 30 },
    },
  },
  "deny-administrator-policies": {
    IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS: {
      type: "aws:iam/policy:Policy",
      inputs: {
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
        }),
      },
    },
  },
  "deny-iam-users": {
    IAM_USER_NO_POLICIES_CHECK: {
      type: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
      inputs: { user: "ada", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
    },
    IAM_GROUP_HAS_USERS_CHECK: {
      unseen: "the rule reports groups without users; the preview refuses every user",
    },
  },
  "deny-long-lived-credentials": {
    ACCESS_KEYS_ROTATED: { type: "aws:iam/accessKey:AccessKey", inputs: { user: "ada" } },
    IAM_USER_UNUSED_CREDENTIALS_CHECK: {
      unseen: "no program shows when a password or a key was used last",
    },
  },
  "protect-account-settings": {
    IAM_PASSWORD_POLICY: {
      type: "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
      inputs: { minimumPasswordLength: 8 },
    },
    "Account.1": {
      unseen:
        "the control reports an account without a contact; a stack shows only what it creates",
    },
  },
  "remove-root-credentials": {
    IAM_ROOT_ACCESS_KEY_CHECK: { unseen: "no program creates a key of the root user" },
    ROOT_ACCOUNT_MFA_ENABLED: { unseen: "no program registers a device of the root user" },
  },
  "stay-in-organization": {
    ACCOUNT_PART_OF_ORGANIZATIONS: {
      unseen: "no resource takes an account out of the organization",
    },
  },
};
