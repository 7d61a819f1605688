/**
 * Protection plans of GuardDuty that an organization can switch on in its accounts: AI_ANALYST is one of single detectors.
 *
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_OrganizationFeatureConfiguration.html
 */
export const threatDetectionFeatures = [
  "S3_DATA_EVENTS",
  "EKS_AUDIT_LOGS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "LAMBDA_NETWORK_LOGS",
  "RUNTIME_MONITORING",
  "AI_PROTECTION",
] as const;

export type ThreatDetectionFeature = (typeof threatDetectionFeatures)[number];
