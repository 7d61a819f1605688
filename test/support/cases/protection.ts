import type { State } from "../../engine/parity";

/** Options without which a resource could be lost. */
type Hold = "protect" | "retainOnDelete";

/** A kind of resource that must never be replaced or deleted by accident. */
interface Irreplaceable {
  readonly type: string;
  /** End of the logical names, where the type alone does not decide. @default - every resource of the type */
  readonly named?: string;
  /** Loss: the data that would be gone, or the users that would be locked out. */
  readonly loses: string;
  readonly holds: readonly Hold[];
}

/** The engine refuses to replace or delete it: the stack goes only once a person has unprotected it. */
const stays = ["protect"] as const;
/** The resource stays in AWS even then. */
const outlives = ["protect", "retainOnDelete"] as const;
/** The stack may let go of it, and AWS keeps it as it is: a setting of something that outlives the stack. */
const keeps = ["retainOnDelete"] as const;

/** Everything that would be lost by its replacement or deletion. */
export const irreplaceable: readonly Irreplaceable[] = [
  {
    type: "aws:organizations/organization:Organization",
    loses: "the organization: every account on its own, without guardrails",
    holds: outlives,
  },
  {
    type: "aws:organizations/account:Account",
    loses: "an account with all that is in it",
    holds: outlives,
  },
  {
    type: "aws:organizations/organizationalUnit:OrganizationalUnit",
    loses: "the place of accounts and of the policies on them",
    holds: outlives,
  },
  {
    type: "aws:organizations/awsServiceAccess:AwsServiceAccess",
    loses: "what the service has set up in every account",
    holds: stays,
  },
  {
    type: "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
    loses: "the administrator's findings and settings for every member",
    holds: stays,
  },
  {
    type: "aws:ram/sharingWithOrganization:SharingWithOrganization",
    loses: "every share within the organization",
    holds: stays,
  },
  {
    type: "aws:iam/organizationsFeatures:OrganizationsFeatures",
    loses: "central control of the members' root users",
    holds: stays,
  },
  {
    type: "aws:iam/role:Role",
    named: "-deployment",
    loses: "the way into the account: deployments are locked out",
    holds: outlives,
  },
  {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    named: "-deployment",
    loses: "the deployment role's permissions, the one to attach them again among them",
    holds: outlives,
  },
  {
    type: "aws:iam/role:Role",
    named: "workload-backup",
    loses: "expired backups' only way out, while guardrails let nobody but break-glass remove them",
    holds: outlives,
  },
  {
    type: "aws:ssoadmin/permissionSet:PermissionSet",
    loses: "every assignment of it: people are locked out",
    holds: stays,
  },
  {
    type: "aws:identitystore/group:Group",
    loses: "the group's members: people are locked out",
    holds: outlives,
  },
  {
    type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    loses: "privacy: buckets may become public",
    holds: stays,
  },
  {
    type: "aws:ebs/encryptionByDefault:EncryptionByDefault",
    loses: "encryption of the volumes made from then on",
    holds: stays,
  },
  { type: "aws:cloudtrail/trail:Trail", loses: "the record of who did what", holds: outlives },
  { type: "aws:s3/bucket:Bucket", loses: "logs", holds: outlives },
  {
    type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    loses: "how long logs are kept",
    holds: keeps,
  },
  {
    type: "aws:s3/bucketLogging:BucketLogging",
    loses: "the record of who read the logs",
    holds: keeps,
  },
  {
    type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    loses: "the lock on the logs to come",
    holds: keeps,
  },
  {
    type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    loses: "ownership of what other accounts write",
    holds: keeps,
  },
  {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    loses: "delivery of logs, and what refuses their deletion",
    holds: keeps,
  },
  {
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    loses: "privacy of the logs",
    holds: keeps,
  },
  {
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    loses: "encryption of the logs to come",
    holds: keeps,
  },
  {
    type: "aws:s3/bucketVersioning:BucketVersioning",
    loses: "versions: what is overwritten is gone",
    holds: keeps,
  },
  {
    type: "aws:cloudwatch/logGroup:LogGroup",
    loses: "logs of a cluster or a database",
    holds: outlives,
  },
  {
    type: "aws:kms/key:Key",
    loses: "everything that is encrypted with the key",
    holds: outlives,
  },
  { type: "aws:guardduty/detector:Detector", loses: "findings", holds: stays },
  { type: "aws:securityhub/account:Account", loses: "findings", holds: stays },
  {
    type: "aws:sns/topic:Topic",
    loses: "subscriptions that people have confirmed, and with them every alarm",
    holds: stays,
  },
  { type: "aws:backup/vault:Vault", loses: "backups", holds: outlives },
  {
    type: "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    loses: "the lock on backups: whoever breaks in can delete them",
    holds: outlives,
  },
  {
    type: "aws:backup/vaultPolicy:VaultPolicy",
    loses: "copies to the vault, and what refuses their deletion",
    holds: outlives,
  },
  {
    type: "aws:route53/zone:Zone",
    loses: "the zone's name servers: the domain is dark until its parent names the new ones",
    holds: outlives,
  },
  {
    type: "aws:sesv2/emailIdentity:EmailIdentity",
    loses: "the verified domain and its signing keys: no mail leaves",
    holds: stays,
  },
  { type: "aws:ec2/vpc:Vpc", loses: "the network with all that stands in it", holds: stays },
  {
    type: "aws:lb/loadBalancer:LoadBalancer",
    loses: "the addresses and connections of everybody who is using the service",
    holds: stays,
  },
  { type: "aws:rds/instance:Instance", loses: "a database", holds: outlives },
  {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    loses: "what the cache holds, sessions among it",
    holds: stays,
  },
  {
    type: "aws:eks/cluster:Cluster",
    loses: "all that runs on the cluster, and its volumes' claims",
    holds: stays,
  },
  {
    type: "kubernetes:core/v1:Namespace",
    loses: "everything of the application on the cluster",
    holds: stays,
  },
  { type: "aws:ecr/repository:Repository", loses: "images", holds: outlives },
  { type: "aws:amp/workspace:Workspace", loses: "metrics", holds: outlives },
];

/**
 * Types that the next `up` creates again unchanged: settings, connections, and stores that services fill again. The gap
 * is an outage, not a loss.
 */
export const madeAgain: ReadonlySet<string> = new Set([
  "aws:accessanalyzer/analyzer:Analyzer",
  "aws:account/alternativeContact:AlternativeContact",
  "aws:acm/certificate:Certificate",
  "aws:acm/certificateValidation:CertificateValidation",
  "aws:amp/workspaceConfiguration:WorkspaceConfiguration",
  "aws:athena/namedQuery:NamedQuery",
  "aws:athena/workgroup:Workgroup",
  "aws:backup/globalSettings:GlobalSettings",
  "aws:backup/plan:Plan",
  "aws:backup/regionSettings:RegionSettings",
  "aws:backup/selection:Selection",
  "aws:budgets/budget:Budget",
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
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  // Of a NAT gateway: another address afterwards, as docs/roles/workload.md states.
  "aws:ec2/eip:Eip",
  "aws:ec2/flowLog:FlowLog",
  "aws:ec2/internetGateway:InternetGateway",
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/natGateway:NatGateway",
  "aws:ec2/route:Route",
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "aws:ec2/securityGroup:SecurityGroup",
  // AWS deletes no subnet in which something is.
  "aws:ec2/subnet:Subnet",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:ec2transitgateway/route:Route",
  "aws:ec2transitgateway/routeTable:RouteTable",
  "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",
  "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
  // AWS deletes no gateway with attachments.
  "aws:ec2transitgateway/transitGateway:TransitGateway",
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
  "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
  "aws:ecr/repositoryPolicy:RepositoryPolicy",
  "aws:eks/accessEntry:AccessEntry",
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  "aws:eks/addon:Addon",
  "aws:eks/nodeGroup:NodeGroup",
  "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  "aws:elasticache/subnetGroup:SubnetGroup",
  "aws:elasticache/user:User",
  "aws:elasticache/userGroup:UserGroup",
  "aws:glue/catalogDatabase:CatalogDatabase",
  "aws:glue/catalogTable:CatalogTable",
  "aws:guardduty/detectorFeature:DetectorFeature",
  "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
  "aws:guardduty/organizationConfiguration:OrganizationConfiguration",
  "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature",
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  "aws:iam/role:Role",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/serviceLinkedRole:ServiceLinkedRole",
  "aws:kms/alias:Alias",
  "aws:lb/listener:Listener",
  "aws:lb/listenerCertificate:ListenerCertificate",
  "aws:lb/targetGroup:TargetGroup",
  "aws:organizations/policy:Policy",
  "aws:organizations/policyAttachment:PolicyAttachment",
  "aws:ram/principalAssociation:PrincipalAssociation",
  "aws:ram/resourceAssociation:ResourceAssociation",
  "aws:ram/resourceShare:ResourceShare",
  "aws:rds/parameterGroup:ParameterGroup",
  "aws:rds/subnetGroup:SubnetGroup",
  "aws:route53/record:Record",
  "aws:securityhub/configurationPolicy:ConfigurationPolicy",
  "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation",
  "aws:securityhub/findingAggregator:FindingAggregator",
  "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount",
  "aws:securityhub/organizationConfiguration:OrganizationConfiguration",
  "aws:ses/identityNotificationTopic:IdentityNotificationTopic",
  "aws:sesv2/configurationSet:ConfigurationSet",
  "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination",
  "aws:sesv2/emailIdentityMailFromAttributes:EmailIdentityMailFromAttributes",
  "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sns/topicSubscription:TopicSubscription",
  "aws:ssoadmin/accountAssignment:AccountAssignment",
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:wafv2/webAcl:WebAcl",
  "aws:wafv2/webAclAssociation:WebAclAssociation",
  "kubernetes:helm.sh/v3:Release",
]);

/** Mistakes of a stack's state in protection, a sentence each; empty when nothing can be lost by accident. */
export function unprotected({ resources = [] }: State): string[] {
  return resources
    .filter(({ custom, type }) => custom && !type.startsWith("pulumi:"))
    .flatMap((resource) => {
      const name = resource.urn.split("::").at(-1) ?? "";
      const entry = irreplaceable.find(
        ({ type, named }) =>
          type === resource.type && (named === undefined || name.endsWith(named)),
      );
      if (entry === undefined) {
        return madeAgain.has(resource.type)
          ? []
          : [`${resource.urn}: nobody has decided whether a ${resource.type} can be made again`];
      }
      return entry.holds
        .filter((hold) => resource[hold] !== true)
        .map((hold) => `${resource.urn}: has no ${hold}; without it is lost: ${entry.loses}`);
    });
}

/** Types of the table that are in no state: the table claims too much. */
export function absentTypes(states: readonly State[]): string[] {
  const present = new Set(
    states.flatMap(({ resources = [] }) => resources.map(({ type }) => type)),
  );
  return [...irreplaceable.map(({ type }) => type), ...madeAgain].filter(
    (type) => !present.has(type),
  );
}
