import type { CloudResource } from "../../../cli/emulation/core/resource";
import type { Values } from "../../../cli/emulation/core/types";

/** A change that AWS, a service or a person in the console causes without a deployment. */
export interface DriftRow {
  readonly stack: string;
  readonly type: string;
  /** Logical name. @default - the first resource of the type in the stack */
  readonly name?: string;
  /** The change, in words. */
  readonly what: string;
  /** Page of AWS about the change. */
  readonly page: string;
  readonly inputs?: (before: Readonly<Values>) => Values;
  readonly outputs?: (resource: CloudResource) => Values;
  /**
   * `kept`: the next deployments leave AWS's value. `restored`: the first deployment after a refresh sends the company's
   * value again, in place.
   */
  readonly outcome: "kept" | "restored";
}

const aws = "https://docs.aws.amazon.com";

const workload: readonly Omit<DriftRow, "stack">[] = [
  {
    type: "aws:rds/instance:Instance",
    what: "a minor version of PostgreSQL in the maintenance window",
    page: `${aws}/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.PostgreSQL.Minor.html`,
    outputs: ({ outputs }) => ({ engineVersionActual: raised(outputs["engineVersionActual"]) }),
    outcome: "kept",
  },
  {
    type: "aws:rds/instance:Instance",
    what: "more storage, by autoscaling",
    page: `${aws}/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html`,
    inputs: ({ allocatedStorage }) => ({ allocatedStorage: Number(allocatedStorage) + 10 }),
    outcome: "kept",
  },
  {
    type: "aws:rds/instance:Instance",
    what: "a rotation of the master password",
    page: `${aws}/AmazonRDS/latest/UserGuide/rds-secrets-manager.html`,
    outputs: ({ outputs }) => ({
      masterUserSecrets: (outputs["masterUserSecrets"] as Values[]).map((secret) => ({
        ...secret,
        secretStatus: "rotating",
      })),
    }),
    outcome: "kept",
  },
  {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    what: "a patch of the engine, by a service update",
    page: `${aws}/AmazonElastiCache/latest/dg/Self-Service-Updates.html`,
    outputs: ({ outputs }) => ({ engineVersionActual: raised(outputs["engineVersionActual"]) }),
    outcome: "kept",
  },
  {
    type: "aws:eks/cluster:Cluster",
    what: "a platform version",
    page: `${aws}/eks/latest/userguide/platform-versions.html`,
    outputs: () => ({ platformVersion: "eks.99" }),
    outcome: "kept",
  },
  {
    type: "aws:eks/nodeGroup:NodeGroup",
    what: "a number of nodes that an autoscaler or a person sets",
    page: `${aws}/eks/latest/userguide/update-managed-node-group.html`,
    inputs: ({ scalingConfig }) => ({
      scalingConfig: {
        ...(scalingConfig as Values),
        desiredSize: Number((scalingConfig as Values)["desiredSize"]) + 1,
      },
    }),
    outcome: "restored",
  },
  {
    type: "aws:eks/addon:Addon",
    what: "the date of a change of an add-on",
    page: `${aws}/eks/latest/APIReference/API_Addon.html`,
    outputs: () => ({ modifiedAt: "2027-01-01T00:00:00Z" }),
    outcome: "kept",
  },
  {
    type: "aws:ec2/subnet:Subnet",
    what: "a tag of a controller in the cluster",
    page: `${aws}/eks/latest/userguide/network-reqs.html`,
    inputs: ({ tags }) => ({
      tags: { ...(tags as Values), "kubernetes.io/cluster/acme": "shared" },
    }),
    outcome: "restored",
  },
  {
    type: "aws:acm/certificate:Certificate",
    what: "a renewal",
    page: `${aws}/acm/latest/userguide/managed-renewal.html`,
    outputs: () => ({ notAfter: "2028-01-01T00:00:00Z", renewalEligibility: "ELIGIBLE" }),
    outcome: "kept",
  },
  {
    type: "aws:route53/zone:Zone",
    what: "name servers in another order",
    page: `${aws}/Route53/latest/APIReference/API_GetHostedZone.html`,
    outputs: ({ outputs }) => ({
      nameServers: [...(outputs["nameServers"] as unknown[])].reverse(),
    }),
    outcome: "kept",
  },
  {
    type: "aws:backup/vault:Vault",
    what: "recovery points of the night",
    page: `${aws}/aws-backup/latest/devguide/API_DescribeBackupVault.html`,
    outputs: () => ({ recoveryPoints: 7 }),
    outcome: "kept",
  },
  {
    type: "aws:backup/regionSettings:RegionSettings",
    what: "a setting of a type that no deployment sends",
    page: `${aws}/aws-backup/latest/devguide/API_DescribeRegionSettings.html`,
    inputs: () => ({ resourceTypeOptInPreference: { Timestream: false, EKS: false } }),
    outcome: "kept",
  },
  {
    type: "aws:cloudwatch/logGroup:LogGroup",
    name: "workload-database-postgresql",
    what: "endless retention, by a person",
    page: `${aws}/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html`,
    inputs: () => ({ retentionInDays: 0 }),
    outcome: "restored",
  },
  {
    type: "aws:kms/key:Key",
    name: "workload-cache",
    what: "the days between rotations, filled in",
    page: `${aws}/kms/latest/developerguide/rotate-keys.html`,
    inputs: () => ({ rotationPeriodInDays: 365 }),
    outcome: "kept",
  },
  {
    type: "aws:wafv2/webAcl:WebAcl",
    what: "capacity units of a new version of a managed rule group",
    page: `${aws}/waf/latest/developerguide/waf-managed-rule-groups-versioning.html`,
    outputs: () => ({ capacity: 1325, lockToken: "another" }),
    outcome: "kept",
  },
  {
    type: "aws:iam/serviceLinkedRole:ServiceLinkedRole",
    what: "a description by the service",
    page: `${aws}/IAM/latest/UserGuide/using-service-linked-roles.html`,
    inputs: () => ({ description: "Allows AWS Config to call AWS services" }),
    outcome: "kept",
  },
];

/** Changes that AWS may cause without a deployment, for the types that the stacks create. */
export const driftRows: readonly DriftRow[] = [
  ...["sandbox", "prod"].flatMap((stack) => workload.map((row) => ({ stack, ...row }))),
  {
    stack: "management",
    type: "aws:organizations/account:Account",
    name: "sandbox",
    what: "another name and address, in the console",
    page: `${aws}/accounts/latest/reference/manage-acct-update-acct-name.html`,
    inputs: () => ({ name: "Playground", email: "playground@example.net" }),
    outcome: "kept",
  },
  {
    stack: "management",
    type: "aws:organizations/account:Account",
    name: "prod",
    what: "another state",
    page: `${aws}/organizations/latest/userguide/orgs_manage_accounts_account_state.html`,
    outputs: () => ({ state: "SUSPENDED", status: "SUSPENDED" }),
    outcome: "kept",
  },
  {
    stack: "management",
    type: "aws:organizations/organizationalUnit:OrganizationalUnit",
    name: "Quarantine",
    what: "another name of an OU, in the console",
    page: `${aws}/organizations/latest/userguide/orgs_manage_ous.html`,
    inputs: () => ({ name: "Isolation" }),
    outcome: "restored",
  },
  {
    stack: "management",
    type: "aws:organizations/organization:Organization",
    what: "trusted access of a service that was enabled in its console",
    page: `${aws}/organizations/latest/userguide/orgs_integrate_services.html`,
    inputs: () => ({ awsServiceAccessPrincipals: ["license-manager.amazonaws.com"] }),
    outcome: "kept",
  },
  {
    stack: "management",
    type: "aws:iam/serviceLinkedRole:ServiceLinkedRole",
    what: "a description by the service",
    page: `${aws}/IAM/latest/UserGuide/using-service-linked-roles.html`,
    inputs: () => ({ description: "Allows access analyzer to read resources" }),
    outcome: "kept",
  },
  {
    stack: "management",
    type: "aws:budgets/budget:Budget",
    what: "the start of the period, filled in",
    page: `${aws}/aws-cost-management/latest/APIReference/API_budgets_Budget.html`,
    inputs: () => ({ timePeriodStart: "2026-12-01_00:00" }),
    outcome: "kept",
  },
  {
    stack: "management",
    type: "aws:iam/role:Role",
    name: "baseline-deployment",
    what: "another description of a role, in the console",
    page: `${aws}/IAM/latest/APIReference/API_UpdateRole.html`,
    inputs: () => ({ description: "edited" }),
    outcome: "restored",
  },
  {
    stack: "log-archive",
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    name: "access-logs-us-east-1",
    what: "a bucket key, by a default of S3",
    page: `${aws}/AmazonS3/latest/userguide/bucket-key.html`,
    inputs: ({ rules }) => ({
      rules: (rules as Values[]).map((rule) => ({ ...rule, bucketKeyEnabled: true })),
    }),
    outcome: "restored",
  },
  {
    stack: "log-archive",
    type: "aws:s3/bucket:Bucket",
    what: "a tag of AWS Backup or a service catalogue",
    page: `${aws}/AmazonS3/latest/userguide/CostAllocTagging.html`,
    inputs: ({ tags }) => ({ tags: { ...(tags as Values), Team: "unknown" } }),
    outcome: "restored",
  },
  {
    stack: "audit",
    type: "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature",
    name: "threat-detection-us-east-1-RUNTIME_MONITORING",
    what: "an agent that GuardDuty learns to install",
    page: `${aws}/guardduty/latest/APIReference/API_OrganizationAdditionalConfigurationResult.html`,
    inputs: ({ additionalConfigurations }) => ({
      additionalConfigurations: [
        { name: "LATER_AGENT_MANAGEMENT", autoEnable: "NONE" },
        ...(additionalConfigurations as Values[]),
      ],
    }),
    outcome: "kept",
  },
  {
    stack: "audit",
    type: "aws:guardduty/detector:Detector",
    what: "a new feature of GuardDuty",
    page: `${aws}/guardduty/latest/APIReference/API_GetDetector.html`,
    outputs: () => ({ features: [{ name: "LATER_PROTECTION", status: "ENABLED" }] }),
    outcome: "kept",
  },
  {
    stack: "audit",
    type: "aws:securityhub/configurationPolicy:ConfigurationPolicy",
    what: "a control switched off in the console",
    page: `${aws}/securityhub/latest/userguide/central-configuration-intro.html`,
    inputs: ({ configurationPolicy }) => ({
      configurationPolicy: {
        ...(configurationPolicy as Values),
        securityControlsConfiguration: { disabledControlIdentifiers: ["S3.1"] },
      },
    }),
    outcome: "restored",
  },
  {
    stack: "audit",
    type: "aws:sns/topicSubscription:TopicSubscription",
    what: "the confirmation of a subscription",
    page: `${aws}/sns/latest/dg/SendMessageToHttp.confirm.html`,
    outputs: () => ({ pendingConfirmation: false, confirmationWasAuthenticated: true }),
    outcome: "kept",
  },
  {
    stack: "identity",
    type: "aws:identitystore/group:Group",
    what: "another display name of a group, by its directory",
    page: `${aws}/singlesignon/latest/IdentityStoreAPIReference/API_UpdateGroup.html`,
    inputs: () => ({ displayName: "engineers" }),
    outcome: "kept",
  },
  {
    stack: "identity",
    type: "aws:ssoadmin/permissionSet:PermissionSet",
    what: "a longer session, in the console",
    page: `${aws}/singlesignon/latest/userguide/howtosessionduration.html`,
    inputs: () => ({ sessionDuration: "PT12H" }),
    outcome: "restored",
  },
  {
    stack: "network",
    type: "aws:route53/zone:Zone",
    what: "name servers in another order",
    page: `${aws}/Route53/latest/APIReference/API_GetHostedZone.html`,
    outputs: ({ outputs }) => ({
      nameServers: [...(outputs["nameServers"] as unknown[])].reverse(),
    }),
    outcome: "kept",
  },
  {
    stack: "network",
    type: "aws:sesv2/emailIdentity:EmailIdentity",
    what: "the verification of the domain",
    page: `${aws}/ses/latest/APIReference-V2/API_GetEmailIdentity.html`,
    outputs: () => ({ verifiedForSendingStatus: true }),
    outcome: "kept",
  },
  {
    stack: "backup",
    type: "aws:backup/vault:Vault",
    what: "recovery points of the night",
    page: `${aws}/aws-backup/latest/devguide/API_DescribeBackupVault.html`,
    outputs: () => ({ recoveryPoints: 12 }),
    outcome: "kept",
  },
  {
    stack: "operations",
    type: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
    what: "enhanced scanning, which Inspector turns on",
    page: `${aws}/inspector/latest/user/scanning-ecr.html`,
    inputs: () => ({ scanType: "ENHANCED" }),
    outcome: "restored",
  },
  {
    stack: "operations",
    type: "aws:amp/workspace:Workspace",
    what: "a state of the workspace",
    page: `${aws}/prometheus/latest/APIReference/API_DescribeWorkspace.html`,
    outputs: () => ({ status: "UPDATING" }),
    outcome: "kept",
  },
];

function raised(version: unknown): string {
  const parts = String(version).split(".");
  return [...parts.slice(0, -1), Number(parts.at(-1)) + 1].join(".");
}
