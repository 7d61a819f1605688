import type { Site, Values } from "../core/types";

/** Modules whose resources have no Region. */
const withoutRegion = new Set(["iam", "organizations", "route53", "account", "budgets", "ram"]);

/** Scope in which an id or a name must be unique: the whole cloud, the account, or the account's Region. */
export function scopeOf(type: string, site: Site): string {
  const module = type.split(":")[1]?.split("/")[0] ?? "";
  if (type === "aws:s3/bucket:Bucket") {
    return "";
  }
  return withoutRegion.has(module) ? site.account : `${site.account} ${site.region}`;
}

/** Kinds of destination of a route, of which it has one. */
const destinations = [
  "destinationCidrBlock",
  "destinationIpv6CidrBlock",
  "destinationPrefixListId",
];

/** Group, ports and the one source or destination of a rule. */
const securityGroupRule = [
  ...["securityGroupId", "ipProtocol", "fromPort", "toPort"],
  ...["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"],
];

/**
 * Inputs that form the unique name, for types whose id does not contain it. An empty list is for types of which there can
 * only be one.
 */
const uniqueInputs: Readonly<Record<string, readonly string[]>> = {
  "aws:account/alternativeContact:AlternativeContact": ["accountId", "alternateContactType"],
  "aws:backup/globalSettings:GlobalSettings": [],
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupPlan.html, API_CreateBackupSelection.html
  "aws:backup/plan:Plan": ["name"],
  "aws:backup/selection:Selection": ["planId", "name"],
  "aws:budgets/budget:Budget": ["name"],
  "aws:cfg/conformancePack:ConformancePack": ["name"],
  "aws:ebs/encryptionByDefault:EncryptionByDefault": [],
  "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": [],
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["vpcId"],
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html: FlowLogAlreadyExists
  "aws:ec2/flowLog:FlowLog": [
    "vpcId",
    "transitGatewayId",
    "subnetId",
    "trafficType",
    "logDestination",
  ],
  "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess": [],
  "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": [],
  "aws:ec2/launchTemplate:LaunchTemplate": ["name"],
  "aws:ec2/natGateway:NatGateway": ["allocationId"],
  "aws:ec2/route:Route": ["routeTableId", ...destinations],
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html: Resource.AlreadyAssociated
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ["subnetId", "gatewayId"],
  "aws:ec2/securityGroup:SecurityGroup": ["vpcId", "name"],
  "aws:ec2/serialConsoleAccess:SerialConsoleAccess": [],
  // A route table has one route to a gateway endpoint's service; two interface endpoints would share a private name.
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["vpcId", "serviceName"],
  "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation": [
    "transitGatewayAttachmentId",
  ],
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": ["transitGatewayId", "vpcId"],
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": [
    "clusterName",
    "namespace",
    "serviceAccount",
  ],
  "aws:guardduty/detector:Detector": [],
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy": [],
  "aws:iam/organizationsFeatures:OrganizationsFeatures": [],
  "aws:iam/rolePolicy:RolePolicy": ["role", "name"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["role", "policyArn"],
  "aws:identitystore/group:Group": ["identityStoreId", "displayName"],
  "aws:lb/listener:Listener": ["loadBalancerArn", "port"],
  "aws:lb/listenerCertificate:ListenerCertificate": ["listenerArn", "certificateArn"],
  "aws:lb/loadBalancer:LoadBalancer": ["name"],
  "aws:lb/targetGroup:TargetGroup": ["name"],
  "aws:organizations/account:Account": ["email"],
  "aws:organizations/organization:Organization": [],
  "aws:organizations/organizationalUnit:OrganizationalUnit": ["parentId", "name"],
  "aws:organizations/policy:Policy": ["type", "name"],
  "aws:rds/instance:Instance": ["identifier"],
  "aws:ram/sharingWithOrganization:SharingWithOrganization": [],
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": [],
  "aws:securityhub/configurationPolicy:ConfigurationPolicy": ["name"],
  // https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_CreateFindingAggregator.html: one for the account
  "aws:securityhub/findingAggregator:FindingAggregator": [],
  "aws:sns/topicSubscription:TopicSubscription": ["topic", "protocol", "endpoint"],
  "aws:ssoadmin/permissionSet:PermissionSet": ["name"],
  "aws:wafv2/webAcl:WebAcl": ["name", "scope"],
  // https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html: a resource has one
  "aws:wafv2/webAclAssociation:WebAclAssociation": ["resourceArn"],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRule,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRule,
};

/** Name of a resource that must be unique in AWS, in addition to its id; `undefined` for types with no such name. */
export function uniqueName(type: string, inputs: Readonly<Values>): string | undefined {
  const parts = uniqueInputs[type];
  return parts?.map((input) => JSON.stringify(inputs[input] ?? null)).join(" ");
}

/**
 * Types that the API puts, sets, attaches or enables instead of creating: a second call changes nothing and is no error.
 * Two resources of a program with the same setting still overwrite each other.
 */
const settings = new Set([
  "aws:account/alternativeContact:AlternativeContact",
  "aws:amp/workspaceConfiguration:WorkspaceConfiguration",
  "aws:backup/globalSettings:GlobalSettings",
  "aws:backup/regionSettings:RegionSettings",
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  "aws:backup/vaultPolicy:VaultPolicy",
  "aws:cfg/configurationAggregator:ConfigurationAggregator",
  "aws:cfg/conformancePack:ConformancePack",
  "aws:cfg/deliveryChannel:DeliveryChannel",
  "aws:cfg/organizationConformancePack:OrganizationConformancePack",
  "aws:cfg/recorder:Recorder",
  "aws:cfg/recorderStatus:RecorderStatus",
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
  "aws:cloudwatch/eventRule:EventRule",
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:ebs/encryptionByDefault:EncryptionByDefault",
  "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
  "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
  "aws:ec2/serialConsoleAccess:SerialConsoleAccess",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
  "aws:ecr/repositoryPolicy:RepositoryPolicy",
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  "aws:guardduty/detectorFeature:DetectorFeature",
  "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
  "aws:guardduty/organizationConfiguration:OrganizationConfiguration",
  "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature",
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
  "aws:iam/organizationsFeatures:OrganizationsFeatures",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:lb/listenerCertificate:ListenerCertificate",
  "aws:organizations/awsServiceAccess:AwsServiceAccess",
  "aws:ram/principalAssociation:PrincipalAssociation",
  "aws:ram/resourceAssociation:ResourceAssociation",
  "aws:ram/sharingWithOrganization:SharingWithOrganization",
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLogging:BucketLogging",
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation",
  "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount",
  "aws:securityhub/organizationConfiguration:OrganizationConfiguration",
  "aws:ses/identityNotificationTopic:IdentityNotificationTopic",
  "aws:sesv2/emailIdentityMailFromAttributes:EmailIdentityMailFromAttributes",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sns/topicSubscription:TopicSubscription",
  "aws:ssoadmin/accountAssignment:AccountAssignment",
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
]);

export function isSetting(type: string): boolean {
  return settings.has(type);
}
