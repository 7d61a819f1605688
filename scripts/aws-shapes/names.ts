/** Services whose names in the models differ from the module of the provider: CloudFormation, then botocore. */
const services: Readonly<Record<string, readonly [cloudFormation: string, botocore: string]>> = {
  acm: ["CertificateManager", "acm"],
  amp: ["APS", "amp"],
  cfg: ["Config", "config"],
  ec2transitgateway: ["EC2", "ec2"],
  lb: ["ElasticLoadBalancingV2", "elbv2"],
  ses: ["SES", "ses"],
  sesv2: ["SES", "sesv2"],
  ssoadmin: ["SSO", "sso-admin"],
  vpc: ["EC2", "ec2"],
};

/** Types whose names in the models do not follow from their own: types of CloudFormation, and operations of botocore. */
const models: Readonly<Record<string, readonly string[]>> = {
  "account/alternativeContact:AlternativeContact": ["account PutAlternateContact"],
  "acm/certificate:Certificate": ["AWS::CertificateManager::Certificate", "acm RequestCertificate"],
  "acm/certificateValidation:CertificateValidation": ["acm DescribeCertificate"],
  "amp/workspaceConfiguration:WorkspaceConfiguration": ["amp UpdateWorkspaceConfiguration"],
  "athena/workgroup:Workgroup": ["AWS::Athena::WorkGroup", "athena CreateWorkGroup"],
  "backup/globalSettings:GlobalSettings": ["backup UpdateGlobalSettings"],
  "backup/plan:Plan": ["AWS::Backup::BackupPlan", "backup CreateBackupPlan"],
  "backup/regionSettings:RegionSettings": ["backup UpdateRegionSettings"],
  "backup/selection:Selection": ["AWS::Backup::BackupSelection", "backup CreateBackupSelection"],
  "backup/vault:Vault": ["AWS::Backup::BackupVault", "backup CreateBackupVault"],
  "backup/vaultLockConfiguration:VaultLockConfiguration": [
    "backup PutBackupVaultLockConfiguration",
  ],
  "backup/vaultPolicy:VaultPolicy": ["backup PutBackupVaultAccessPolicy"],
  "cfg/recorder:Recorder": ["config PutConfigurationRecorder"],
  "cfg/recorderStatus:RecorderStatus": ["config StartConfigurationRecorder"],
  "cloudwatch/eventBusPolicy:EventBusPolicy": [
    "AWS::Events::EventBusPolicy",
    "events PutPermission",
  ],
  "cloudwatch/eventRule:EventRule": ["AWS::Events::Rule", "events PutRule"],
  "cloudwatch/eventTarget:EventTarget": ["events PutTargets"],
  "cloudwatch/logGroup:LogGroup": ["AWS::Logs::LogGroup", "logs CreateLogGroup"],
  "cloudwatch/metricAlarm:MetricAlarm": ["AWS::CloudWatch::Alarm", "cloudwatch PutMetricAlarm"],
  "ebs/encryptionByDefault:EncryptionByDefault": ["ec2 EnableEbsEncryptionByDefault"],
  "ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": [
    "ec2 EnableSnapshotBlockPublicAccess",
  ],
  "ec2/imageBlockPublicAccess:ImageBlockPublicAccess": ["ec2 EnableImageBlockPublicAccess"],
  "ec2/instanceMetadataDefaults:InstanceMetadataDefaults": ["ec2 ModifyInstanceMetadataDefaults"],
  "ec2/serialConsoleAccess:SerialConsoleAccess": ["ec2 EnableSerialConsoleAccess"],
  "ec2/defaultSecurityGroup:DefaultSecurityGroup": ["AWS::EC2::SecurityGroup"],
  "ec2/eip:Eip": ["ec2 AllocateAddress"],
  "ec2/flowLog:FlowLog": ["AWS::EC2::FlowLog", "ec2 CreateFlowLogs"],
  "ec2/internetGateway:InternetGateway": ["ec2 AttachInternetGateway"],
  "ec2/routeTableAssociation:RouteTableAssociation": ["ec2 AssociateRouteTable"],
  "ec2transitgateway/route:Route": ["ec2 CreateTransitGatewayRoute"],
  "ec2transitgateway/routeTable:RouteTable": ["ec2 CreateTransitGatewayRouteTable"],
  "ec2transitgateway/routeTableAssociation:RouteTableAssociation": [
    "ec2 AssociateTransitGatewayRouteTable",
  ],
  "ec2transitgateway/routeTablePropagation:RouteTablePropagation": [
    "ec2 EnableTransitGatewayRouteTablePropagation",
  ],
  "ec2transitgateway/vpcAttachment:VpcAttachment": ["ec2 CreateTransitGatewayVpcAttachment"],
  "ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter": [
    "ec2 AcceptTransitGatewayVpcAttachment",
  ],
  "ecr/registryScanningConfiguration:RegistryScanningConfiguration": [
    "ecr PutRegistryScanningConfiguration",
  ],
  "ecr/repositoryPolicy:RepositoryPolicy": ["ecr SetRepositoryPolicy"],
  "eks/accessPolicyAssociation:AccessPolicyAssociation": ["eks AssociateAccessPolicy"],
  "eks/cluster:Cluster": ["AWS::EKS::Cluster", "eks CreateCluster"],
  "eks/nodeGroup:NodeGroup": ["AWS::EKS::Nodegroup", "eks CreateNodegroup"],
  "elasticache/subnetGroup:SubnetGroup": [
    "AWS::ElastiCache::SubnetGroup",
    "elasticache CreateCacheSubnetGroup",
  ],
  "glue/catalogDatabase:CatalogDatabase": ["glue CreateDatabase"],
  "glue/catalogTable:CatalogTable": ["glue CreateTable"],
  "guardduty/detectorFeature:DetectorFeature": ["guardduty UpdateDetector"],
  "guardduty/organizationAdminAccount:OrganizationAdminAccount": [
    "guardduty EnableOrganizationAdminAccount",
  ],
  "guardduty/organizationConfiguration:OrganizationConfiguration": [
    "guardduty UpdateOrganizationConfiguration",
  ],
  "guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature": [
    "guardduty UpdateOrganizationConfiguration",
  ],
  "iam/accountPasswordPolicy:AccountPasswordPolicy": ["iam UpdateAccountPasswordPolicy"],
  "iam/openIdConnectProvider:OpenIdConnectProvider": [
    "AWS::IAM::OIDCProvider",
    "iam CreateOpenIDConnectProvider",
  ],
  "iam/organizationsFeatures:OrganizationsFeatures": [
    "iam EnableOrganizationsRootCredentialsManagement",
  ],
  "iam/role:Role": ["AWS::IAM::Role", "iam CreateRole"],
  "iam/rolePolicy:RolePolicy": ["AWS::IAM::RolePolicy", "iam PutRolePolicy"],
  "iam/rolePolicyAttachment:RolePolicyAttachment": ["iam AttachRolePolicy"],
  "identitystore/group:Group": ["AWS::IdentityStore::Group", "identitystore CreateGroup"],
  "kms/key:Key": ["AWS::KMS::Key", "kms CreateKey"],
  "lb/listenerCertificate:ListenerCertificate": ["elbv2 AddListenerCertificates"],
  "lb/loadBalancer:LoadBalancer": [
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "elbv2 CreateLoadBalancer",
  ],
  "organizations/awsServiceAccess:AwsServiceAccess": ["organizations EnableAWSServiceAccess"],
  "organizations/delegatedAdministrator:DelegatedAdministrator": [
    "organizations RegisterDelegatedAdministrator",
  ],
  "organizations/policyAttachment:PolicyAttachment": ["organizations AttachPolicy"],
  "ram/principalAssociation:PrincipalAssociation": ["ram AssociateResourceShare"],
  "ram/resourceAssociation:ResourceAssociation": ["ram AssociateResourceShare"],
  "ram/sharingWithOrganization:SharingWithOrganization": ["ram EnableSharingWithAwsOrganization"],
  "rds/instance:Instance": ["AWS::RDS::DBInstance", "rds CreateDBInstance", "rds DeleteDBInstance"],
  "rds/parameterGroup:ParameterGroup": [
    "AWS::RDS::DBParameterGroup",
    "rds CreateDBParameterGroup",
    "rds ModifyDBParameterGroup",
  ],
  "rds/subnetGroup:SubnetGroup": ["AWS::RDS::DBSubnetGroup", "rds CreateDBSubnetGroup"],
  "route53/record:Record": ["AWS::Route53::RecordSet", "route53 ChangeResourceRecordSets"],
  "route53/zone:Zone": ["AWS::Route53::HostedZone", "route53 CreateHostedZone"],
  "s3/accountPublicAccessBlock:AccountPublicAccessBlock": ["s3control PutPublicAccessBlock"],
  "s3/bucket:Bucket": ["AWS::S3::Bucket", "s3 CreateBucket"],
  "s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": [
    "s3 PutObjectLockConfiguration",
  ],
  "s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ["s3 PutPublicAccessBlock"],
  "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    "s3 PutBucketEncryption",
  ],
  "securityhub/account:Account": ["securityhub EnableSecurityHub"],
  "securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation": [
    "securityhub StartConfigurationPolicyAssociation",
  ],
  "securityhub/organizationAdminAccount:OrganizationAdminAccount": [
    "securityhub EnableOrganizationAdminAccount",
  ],
  "securityhub/organizationConfiguration:OrganizationConfiguration": [
    "AWS::SecurityHub::OrganizationConfiguration",
    "securityhub UpdateOrganizationConfiguration",
  ],
  "sns/topicPolicy:TopicPolicy": ["AWS::SNS::TopicPolicy", "sns SetTopicAttributes"],
  "sns/topicSubscription:TopicSubscription": ["AWS::SNS::Subscription", "sns Subscribe"],
  "ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": [
    "sso-admin AttachManagedPolicyToPermissionSet",
  ],
  "ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": [
    "sso-admin PutInlinePolicyToPermissionSet",
  ],
  "vpc/securityGroupEgressRule:SecurityGroupEgressRule": [
    "AWS::EC2::SecurityGroupEgress",
    "ec2 AuthorizeSecurityGroupEgress",
  ],
  "vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
    "AWS::EC2::SecurityGroupIngress",
    "ec2 AuthorizeSecurityGroupIngress",
  ],
  "wafv2/webAcl:WebAcl": ["AWS::WAFv2::WebACL", "wafv2 CreateWebACL"],
  "wafv2/webAclAssociation:WebAclAssociation": [
    "AWS::WAFv2::WebACLAssociation",
    "wafv2 AssociateWebACL",
  ],
};

/** Names of a type in the models: a type of CloudFormation such as `AWS::KMS::Key`, operations such as `kms CreateKey`. */
export function modelsOf(type: string): readonly string[] {
  return models[type.replace(/^aws:/, "")] ?? guesses(type);
}

/** Names of a type in the models, when they follow from its own. */
function guesses(type: string): string[] {
  const [, place = "", token = ""] = type.split(":");
  const module = place.split("/")[0] ?? "";
  const [cloudFormation, botocore] = services[module] ?? [module, module];
  return [
    `AWS::${cloudFormation}::${token}`,
    ...["Create", "Put", "Set"].map((verb) => `${botocore} ${verb}${token}`),
  ];
}

/** The bucket's name in an input of any type. */
const bucketName = "AWS::S3::Bucket BucketName";
const zoneChange = "route53 ChangeResourceRecordSets ChangeBatch.Changes.ResourceRecordSet";

/**
 * Inputs whose place in a model does not follow from their name: `type path` of the input without `aws:`, and the model with
 * the path there. The first that matches counts.
 */
const places: readonly (readonly [input: RegExp, place: string])[] = [
  [
    /(?:^s3\S+| accessLogs\.| connectionLogs\.| )(?: bucket|bucket|s3BucketName|targetBucket)$/,
    bucketName,
  ],
  [
    /BucketLogging targetPrefix$/,
    "s3 PutBucketLogging BucketLoggingStatus.LoggingEnabled.TargetPrefix",
  ],
  [/^(?!eks\/cluster:)\S+ clusterName$/, "eks CreateCluster name"],
  [/RecorderStatus name$/, "config StartConfigurationRecorder ConfigurationRecorderName"],
  [/^ram\/principalAssociation:\S+ principal$/, "ram AssociateResourceShare principals"],
  [/^ram\/resourceAssociation:\S+ resourceArn$/, "ram AssociateResourceShare resourceArns"],
  [
    / rules\.blockedEncryptionTypes$/,
    "s3 PutBucketEncryption ServerSideEncryptionConfiguration.Rules.BlockedEncryptionTypes.EncryptionType",
  ],
  [/Organization enabledPolicyTypes$/, "organizations EnablePolicyType PolicyType"],
  [/^organizations\/account:Account parentId$/, "organizations MoveAccount DestinationParentId"],
  [/Budget limitAmount$/, "budgets CreateBudget Budget.BudgetLimit.Amount"],
  [/Budget limitUnit$/, "budgets CreateBudget Budget.BudgetLimit.Unit"],
  [/^kms\/key:Key deletionWindowInDays$/, "AWS::KMS::Key PendingWindowInDays"],
  [/NamedQuery query$/, "athena CreateNamedQuery QueryString"],
  [/FindingAggregator linkingMode$/, "securityhub CreateFindingAggregator RegionLinkingMode"],
  [/FindingAggregator specifiedRegions$/, "securityhub CreateFindingAggregator Regions"],
  [
    /enabledStandardArns$/,
    "AWS::SecurityHub::ConfigurationPolicy ConfigurationPolicy.SecurityHub.EnabledStandardIdentifiers",
  ],
  [
    /disabledControlIdentifiers$/,
    "AWS::SecurityHub::ConfigurationPolicy ConfigurationPolicy.SecurityHub.SecurityControlsConfiguration.DisabledSecurityControlIdentifiers",
  ],
  [
    /PolicyAssociation policyId$/,
    "securityhub StartConfigurationPolicyAssociation ConfigurationPolicyIdentifier",
  ],
  [
    /PolicyAssociation targetId$/,
    "securityhub StartConfigurationPolicyAssociation Target.OrganizationalUnitId",
  ],
  [/^sns\/topicPolicy:\S+ arn$/, "sns SetTopicAttributes TopicArn"],
  [/^sns\/topicPolicy:\S+ policy$/, "sns SetTopicAttributes AttributeValue"],
  [/EventTarget targetId$/, "events PutTargets Targets.Id"],
  [/^route53\/record:Record name$/, `${zoneChange}.Name`],
  [/^route53\/record:Record type$/, `${zoneChange}.Type`],
  [/^route53\/record:Record ttl$/, `${zoneChange}.TTL`],
  [/^route53\/record:Record records$/, `${zoneChange}.ResourceRecords.Value`],
  [/^route53\/record:Record zoneId$/, "route53 ChangeResourceRecordSets HostedZoneId"],
  [/^route53\/record:Record aliases\.name$/, `${zoneChange}.AliasTarget.DNSName`],
  [/^route53\/record:Record aliases\.zoneId$/, `${zoneChange}.AliasTarget.HostedZoneId`],
  [/FlowLog (?:transitGatewayId|vpcId)$/, "ec2 CreateFlowLogs ResourceIds"],
  [/IdentityNotificationTopic topicArn$/, "ses SetIdentityNotificationTopic SnsTopic"],
  [/^backup\/vault:Vault name$/, "backup CreateBackupVault BackupVaultName"],
  [/^backup\/vault:Vault kmsKeyArn$/, "backup CreateBackupVault EncryptionKeyArn"],
  [/OpenIdConnectProvider clientIdLists$/, "iam CreateOpenIDConnectProvider ClientIDList"],
  [/LifecyclePolicy policy$/, "ecr PutLifecyclePolicy lifecyclePolicyText"],
  [/RepositoryPolicy policy$/, "ecr SetRepositoryPolicy policyText"],
  [/ParameterGroup family$/, "rds CreateDBParameterGroup DBParameterGroupFamily"],
  [/MetricAlarm dimensions\.\*$/, "cloudwatch PutMetricAlarm Dimensions.Value"],
  [/IngressRule cidrIpv4$/, "ec2 AuthorizeSecurityGroupIngress IpPermissions.IpRanges.CidrIp"],
  [/EgressRule cidrIpv4$/, "ec2 AuthorizeSecurityGroupEgress IpPermissions.IpRanges.CidrIp"],
  [
    /IngressRule referencedSecurityGroupId$/,
    "AWS::EC2::SecurityGroupIngress SourceSecurityGroupId",
  ],
  [
    /EgressRule referencedSecurityGroupId$/,
    "AWS::EC2::SecurityGroupEgress DestinationSecurityGroupId",
  ],
  [/IngressRule securityGroupId$/, "AWS::EC2::SecurityGroupIngress GroupId"],
  [/EgressRule securityGroupId$/, "AWS::EC2::SecurityGroupEgress GroupId"],
  [/TargetGroup healthCheck\.matcher$/, "elbv2 CreateTargetGroup Matcher.HttpCode"],
  [/TargetGroup healthCheck\.path$/, "elbv2 CreateTargetGroup HealthCheckPath"],
  [/TargetGroup healthCheck\.port$/, "elbv2 CreateTargetGroup HealthCheckPort"],
  [/TargetGroup healthCheck\.protocol$/, "elbv2 CreateTargetGroup HealthCheckProtocol"],
  [/TargetGroup healthCheck\.interval$/, "elbv2 CreateTargetGroup HealthCheckIntervalSeconds"],
  [/TargetGroup healthCheck\.timeout$/, "elbv2 CreateTargetGroup HealthCheckTimeoutSeconds"],
  [/TargetGroup healthCheck\.healthyThreshold$/, "elbv2 CreateTargetGroup HealthyThresholdCount"],
  [
    /TargetGroup healthCheck\.unhealthyThreshold$/,
    "elbv2 CreateTargetGroup UnhealthyThresholdCount",
  ],
  [/LoadBalancer loadBalancerType$/, "elbv2 CreateLoadBalancer Type"],
  [/^backup\/plan:Plan name$/, "backup CreateBackupPlan BackupPlan.BackupPlanName"],
  [
    /^backup\/plan:Plan rules\.completionWindow$/,
    "backup CreateBackupPlan BackupPlan.Rules.CompletionWindowMinutes",
  ],
  [
    /^backup\/plan:Plan rules\.startWindow$/,
    "backup CreateBackupPlan BackupPlan.Rules.StartWindowMinutes",
  ],
  [
    /^backup\/plan:Plan rules\.schedule$/,
    "backup CreateBackupPlan BackupPlan.Rules.ScheduleExpression",
  ],
  [
    /^backup\/plan:Plan rules\.targetVaultName$/,
    "backup CreateBackupPlan BackupPlan.Rules.TargetBackupVaultName",
  ],
  [
    /^backup\/plan:Plan rules\.copyActions\.destinationVaultArn$/,
    "backup CreateBackupPlan BackupPlan.Rules.CopyActions.DestinationBackupVaultArn",
  ],
  [
    /^backup\/plan:Plan \S+\.deleteAfter$/,
    "backup CreateBackupPlan BackupPlan.Rules.Lifecycle.DeleteAfterDays",
  ],
  [
    /^backup\/plan:Plan \S+\.coldStorageAfter$/,
    "backup CreateBackupPlan BackupPlan.Rules.Lifecycle.MoveToColdStorageAfterDays",
  ],
  [/^backup\/selection:Selection planId$/, "backup CreateBackupSelection BackupPlanId"],
  [
    /^backup\/selection:Selection selectionTags\.key$/,
    "backup CreateBackupSelection BackupSelection.ListOfTags.ConditionKey",
  ],
  [
    /^backup\/selection:Selection selectionTags\.type$/,
    "backup CreateBackupSelection BackupSelection.ListOfTags.ConditionType",
  ],
  [
    /^backup\/selection:Selection selectionTags\.value$/,
    "backup CreateBackupSelection BackupSelection.ListOfTags.ConditionValue",
  ],
  [
    /ruleActionOverrides\.name$/,
    "AWS::WAFv2::WebACL Rules.Statement.ManagedRuleGroupStatement.RuleActionOverrides.Name",
  ],
  [/Cluster enabledClusterLogTypes$/, "eks CreateCluster logging.clusterLogging.types"],
  [/NodeGroup nodeRoleArn$/, "eks CreateNodegroup nodeRole"],
  [/NodeGroup subnetIds$/, "eks CreateNodegroup subnets"],
  [/Addon resolveConflictsOn(?:Create|Update)$/, "eks UpdateAddon resolveConflicts"],
  [
    /ReplicationGroup maintenanceWindow$/,
    "elasticache CreateReplicationGroup PreferredMaintenanceWindow",
  ],
  [/ReplicationGroup nodeType$/, "elasticache CreateReplicationGroup CacheNodeType"],
  [/ReplicationGroup subnetGroupName$/, "elasticache CreateReplicationGroup CacheSubnetGroupName"],
  [
    /^elasticache\/subnetGroup:\S+ (?:name|description)$/,
    "elasticache CreateCacheSubnetGroup CacheSubnetGroup",
  ],
  [/^rds\/subnetGroup:\S+ (?:name|description)$/, "rds CreateDBSubnetGroup DBSubnetGroup"],
  [/^rds\/instance:Instance backupWindow$/, "rds CreateDBInstance PreferredBackupWindow"],
  [/^rds\/instance:Instance maintenanceWindow$/, "rds CreateDBInstance PreferredMaintenanceWindow"],
  [/^rds\/instance:Instance caCertIdentifier$/, "rds CreateDBInstance CACertificateIdentifier"],
  [
    /^rds\/instance:Instance enabledCloudwatchLogsExports$/,
    "rds CreateDBInstance EnableCloudwatchLogsExports",
  ],
  [
    /^rds\/instance:Instance finalSnapshotIdentifier$/,
    "rds DeleteDBInstance FinalDBSnapshotIdentifier",
  ],
  [/^rds\/instance:Instance identifier$/, "rds CreateDBInstance DBInstanceIdentifier"],
  [/^rds\/instance:Instance username$/, "rds CreateDBInstance MasterUsername"],
  [/^rds\/parameterGroup:ParameterGroup name$/, "rds CreateDBParameterGroup DBParameterGroupName"],
  [
    /^rds\/parameterGroup:ParameterGroup parameters\.name$/,
    "rds ModifyDBParameterGroup Parameters.ParameterName",
  ],
  [
    /^rds\/parameterGroup:ParameterGroup parameters\.value$/,
    "rds ModifyDBParameterGroup Parameters.ParameterValue",
  ],
];

/** Model and path of an input that the names alone do not find. */
export function placeOf(type: string, path: string): { model: string; path: string } | undefined {
  const input = `${type.replace(/^aws:/, "")} ${path}`;
  const place = places.find(([pattern]) => pattern.test(input))?.[1];
  if (place === undefined) {
    return undefined;
  }
  const at = place.lastIndexOf(" ");
  // A place that ends in the name of the thing: models write GroupName for the name of a Group.
  const suffix = /SubnetGroup$/.test(place)
    ? `${path.charAt(0).toUpperCase()}${path.slice(1)}`
    : "";
  return { model: place.slice(0, at), path: place.slice(at + 1) + suffix };
}
