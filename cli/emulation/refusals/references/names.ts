import { CloudError } from "../../core/errors";
import type { CloudRequest, CloudResource, CloudView, Refusal } from "../../core/resource";
import { inAccount, inSite, textsAt } from "../inputs";

/**
 * Reference by name: the input that contains it, the type of the named resource, and the error of AWS for a name that
 * does not exist. `sees` is the scope of the name: the name of a bucket is global.
 */
interface NameRule {
  readonly types: RegExp;
  /** Place of the name among the inputs, as `textsAt` takes it. */
  readonly place: string;
  readonly named: string;
  /** Inputs or outputs of the named resource that may contain the name, in addition to its id. */
  readonly by: readonly string[];
  readonly sees: "site" | "account" | "everything";
  readonly code: string;
  readonly message: (name: string, request: CloudRequest) => string;
  /** Names of resources that AWS creates. */
  readonly given?: RegExp;
}

const BUCKET = "aws:s3/bucket:Bucket";

const nameRules: readonly NameRule[] = [
  {
    types: /^aws:s3\/bucket[A-Z]/,
    place: "bucket",
    named: BUCKET,
    by: ["bucket"],
    sees: "account",
    code: "NoSuchBucket",
    message: () => "The specified bucket does not exist",
  },
  {
    types: /^aws:cloudtrail\/trail:/,
    place: "s3BucketName",
    named: BUCKET,
    by: ["bucket"],
    sees: "everything",
    code: "S3BucketDoesNotExistException",
    message: (name) => `S3 bucket ${name} does not exist!`,
  },
  {
    types: /^aws:cfg\/deliveryChannel:/,
    place: "s3BucketName",
    named: BUCKET,
    by: ["bucket"],
    sees: "everything",
    code: "NoSuchBucketException",
    message: (name) => `Cannot find a S3 bucket with an input bucket name: ${name}.`,
  },
  {
    types: /^aws:iam\/(?:rolePolicy|rolePolicyAttachment):/,
    place: "role",
    named: "aws:iam/role:Role",
    by: ["name"],
    sees: "account",
    code: "NoSuchEntity",
    message: (name) => `The role with name ${name} cannot be found.`,
  },
  {
    types: /^aws:backup\/vault(?:Policy|LockConfiguration):/,
    place: "backupVaultName",
    named: "aws:backup/vault:Vault",
    by: ["name"],
    sees: "site",
    code: "ResourceNotFoundException",
    message: (name) => `Backup vault ${name} does not exist`,
  },
  {
    types: /^aws:backup\/plan:/,
    place: "rules.targetVaultName",
    named: "aws:backup/vault:Vault",
    by: ["name"],
    sees: "site",
    code: "ResourceNotFoundException",
    message: (name) => `Backup vault ${name} does not exist`,
    given: /^Default$/,
  },
  {
    types: /^aws:backup\/selection:/,
    place: "planId",
    named: "aws:backup/plan:Plan",
    by: [],
    sees: "site",
    code: "ResourceNotFoundException",
    message: (id) => `Cannot find Backup plan with ID ${id}`,
  },
  {
    types: /^aws:eks\/(?!cluster:)/,
    place: "clusterName",
    named: "aws:eks/cluster:Cluster",
    by: ["name"],
    sees: "site",
    code: "ResourceNotFoundException",
    message: (name) => `No cluster found for name: ${name}.`,
  },
  {
    types: /^aws:ecr\//,
    place: "repository",
    named: "aws:ecr/repository:Repository",
    by: ["name"],
    sees: "site",
    code: "RepositoryNotFoundException",
    message: (name, { site }) =>
      `The repository with name '${name}' does not exist in the registry with id '${site.account}'`,
  },
  {
    types: /^aws:rds\/instance:/,
    place: "dbSubnetGroupName",
    named: "aws:rds/subnetGroup:SubnetGroup",
    by: ["name"],
    sees: "site",
    code: "DBSubnetGroupNotFoundFault",
    message: (name) => `DB subnet group '${name}' does not exist.`,
    given: /^default/,
  },
  {
    types: /^aws:rds\/instance:/,
    place: "parameterGroupName",
    named: "aws:rds/parameterGroup:ParameterGroup",
    by: ["name"],
    sees: "site",
    code: "DBParameterGroupNotFound",
    message: (name) => `DBParameterGroup not found: ${name}`,
    given: /^default\./,
  },
  {
    types: /^aws:elasticache\/replicationGroup:/,
    place: "subnetGroupName",
    named: "aws:elasticache/subnetGroup:SubnetGroup",
    by: ["name"],
    sees: "site",
    code: "CacheSubnetGroupNotFoundFault",
    message: (name) => `Cache Subnet Group ${name} does not exist.`,
    given: /^default/,
  },
  {
    types: /^aws:elasticache\/replicationGroup:/,
    place: "userGroupIds",
    named: "aws:elasticache/userGroup:UserGroup",
    by: ["userGroupId"],
    sees: "site",
    code: "UserGroupNotFound",
    message: (id) => `User group ${id} not found.`,
  },
  {
    types: /^aws:elasticache\/userGroup:/,
    place: "userIds",
    named: "aws:elasticache/user:User",
    by: ["userId"],
    sees: "site",
    code: "UserNotFound",
    message: (id) => `User ${id} not found.`,
    given: /^default$/,
  },
  {
    types: /^aws:cloudwatch\/eventTarget:/,
    place: "rule",
    named: "aws:cloudwatch/eventRule:EventRule",
    by: ["name"],
    sees: "site",
    code: "ResourceNotFoundException",
    message: (name) => `Rule ${name} does not exist on EventBus default.`,
  },
  {
    types: /^aws:cloudwatch\/event(?:BusPolicy|Rule|Target):/,
    place: "eventBusName",
    named: "aws:cloudwatch/eventBus:EventBus",
    by: ["name"],
    sees: "site",
    code: "ResourceNotFoundException",
    message: (name) => `Event bus ${name} does not exist.`,
    given: /^default$/,
  },
  {
    types: /^aws:kms\/alias:/,
    place: "targetKeyId",
    named: "aws:kms/key:Key",
    by: ["arn"],
    sees: "site",
    code: "NotFoundException",
    message: (id) => `Key '${id}' does not exist`,
  },
  {
    types: /^aws:amp\/workspaceConfiguration:/,
    place: "workspaceId",
    named: "aws:amp/workspace:Workspace",
    by: [],
    sees: "site",
    code: "ResourceNotFoundException",
    message: () => "Workspace not found",
  },
  {
    types: /^aws:glue\/catalogTable:/,
    place: "databaseName",
    named: "aws:glue/catalogDatabase:CatalogDatabase",
    by: ["name"],
    sees: "site",
    code: "EntityNotFoundException",
    message: (name) => `Database ${name} not found.`,
  },
  {
    types: /^aws:athena\/namedQuery:/,
    place: "workgroup",
    named: "aws:athena/workgroup:Workgroup",
    by: ["name"],
    sees: "site",
    code: "InvalidRequestException",
    message: () => "WorkGroup is not found.",
    given: /^primary$/,
  },
  {
    types: /^aws:sesv2\/configurationSetEventDestination:/,
    place: "configurationSetName",
    named: "aws:sesv2/configurationSet:ConfigurationSet",
    by: ["configurationSetName"],
    sees: "site",
    code: "NotFoundException",
    message: (name) => `Configuration set <${name}> does not exist.`,
  },
  {
    types: /^aws:sesv2\/emailIdentity[A-Z]/,
    place: "emailIdentity",
    named: "aws:sesv2/emailIdentity:EmailIdentity",
    by: ["emailIdentity"],
    sees: "site",
    code: "NotFoundException",
    message: (name) => `Email identity ${name} does not exist.`,
  },
  {
    types: /^aws:ses\/identityNotificationTopic:/,
    place: "identity",
    named: "aws:sesv2/emailIdentity:EmailIdentity",
    by: ["emailIdentity", "arn"],
    sees: "site",
    code: "InvalidParameterValue",
    message: (name) => `Identity ${name} does not exist.`,
  },
  {
    types: /^aws:route53\/record:/,
    place: "zoneId",
    named: "aws:route53/zone:Zone",
    by: [],
    sees: "account",
    code: "NoSuchHostedZone",
    message: (id) => `No hosted zone found with ID: ${id}`,
  },
  {
    types: /^aws:guardduty\//,
    place: "detectorId",
    named: "aws:guardduty/detector:Detector",
    by: [],
    sees: "site",
    code: "BadRequestException",
    message: () =>
      "The request is rejected because the input detectorId is not owned by the current account.",
  },
  {
    types: /^aws:securityhub\/configurationPolicyAssociation:/,
    place: "policyId",
    named: "aws:securityhub/configurationPolicy:ConfigurationPolicy",
    by: ["arn"],
    sees: "site",
    code: "ResourceNotFoundException",
    message: (id) => `Configuration policy ${id} was not found`,
  },
  {
    types: /^aws:organizations\/policyAttachment:/,
    place: "policyId",
    named: "aws:organizations/policy:Policy",
    by: [],
    sees: "everything",
    code: "PolicyNotFoundException",
    message: () => "You specified a policy that doesn't exist.",
    given: /^p-(?:FullAWSAccess|RCPFullAWSAccess)$/,
  },
];

/** @throws CloudError for a name that no resource has. */
export const refuseUnknownNames: Refusal = (request, cloud) => {
  for (const rule of nameRules.filter(({ types }) => types.test(request.type))) {
    const known = knownTo(rule.sees, rule.named, request, cloud);
    for (const name of textsAt(request.inputs, rule.place)) {
      const found =
        rule.given?.test(name) === true ||
        known.some(
          ({ id, inputs, outputs }) =>
            id === name || rule.by.some((key) => (inputs[key] ?? outputs[key]) === name),
        );
      if (!found) {
        throw new CloudError(rule.code, rule.message(name, request));
      }
    }
  }
};

function knownTo(
  sees: NameRule["sees"],
  type: string,
  { site }: CloudRequest,
  cloud: CloudView,
): readonly CloudResource[] {
  if (sees === "everything") {
    return cloud.all(type);
  }
  return sees === "account" ? inAccount(cloud, type, site) : inSite(cloud, type, site);
}
