import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { modelsOf } from "./aws-shapes/names";

/** Types of the provider whose type of CloudFormation has another name than the shapes are read from, without `aws:`. */
const typesElsewhere: Readonly<Record<string, string>> = {
  "amp/workspaceConfiguration:WorkspaceConfiguration": "AWS::APS::Workspace",
  "backup/vaultLockConfiguration:VaultLockConfiguration": "AWS::Backup::BackupVault",
  "backup/vaultPolicy:VaultPolicy": "AWS::Backup::BackupVault",
  "cfg/recorder:Recorder": "AWS::Config::ConfigurationRecorder",
  "cfg/recorderStatus:RecorderStatus": "AWS::Config::ConfigurationRecorder",
  "cloudwatch/eventTarget:EventTarget": "AWS::Events::Rule",
  "ec2/eip:Eip": "AWS::EC2::EIP",
  "ec2transitgateway/transitGateway:TransitGateway": "AWS::EC2::TransitGateway",
  "ec2transitgateway/route:Route": "AWS::EC2::TransitGatewayRoute",
  "ec2transitgateway/routeTable:RouteTable": "AWS::EC2::TransitGatewayRouteTable",
  "ec2transitgateway/vpcAttachment:VpcAttachment": "AWS::EC2::TransitGatewayAttachment",
  "ecr/registryScanningConfiguration:RegistryScanningConfiguration": "AWS::ECR::Repository",
  "ecr/repositoryPolicy:RepositoryPolicy": "AWS::ECR::Repository",
  "ecr/lifecyclePolicy:LifecyclePolicy": "AWS::ECR::Repository",
  "eks/accessPolicyAssociation:AccessPolicyAssociation": "AWS::EKS::AccessEntry",
  "glue/catalogDatabase:CatalogDatabase": "AWS::Glue::Database",
  "glue/catalogTable:CatalogTable": "AWS::Glue::Table",
  "guardduty/detectorFeature:DetectorFeature": "AWS::GuardDuty::Detector",
  "guardduty/organizationAdminAccount:OrganizationAdminAccount": "AWS::GuardDuty::Detector",
  "guardduty/organizationConfiguration:OrganizationConfiguration": "AWS::GuardDuty::Detector",
  "guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature":
    "AWS::GuardDuty::Detector",
  "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": "AWS::S3::Bucket",
  "s3/bucketLogging:BucketLogging": "AWS::S3::Bucket",
  "s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": "AWS::S3::Bucket",
  "s3/bucketOwnershipControls:BucketOwnershipControls": "AWS::S3::Bucket",
  "s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "AWS::S3::Bucket",
  "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    "AWS::S3::Bucket",
  "s3/bucketVersioning:BucketVersioning": "AWS::S3::Bucket",
  "securityhub/account:Account": "AWS::SecurityHub::Hub",
  "securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation":
    "AWS::SecurityHub::PolicyAssociation",
  "securityhub/organizationAdminAccount:OrganizationAdminAccount":
    "AWS::SecurityHub::DelegatedAdmin",
  "ses/identityNotificationTopic:IdentityNotificationTopic": "AWS::SES::EmailIdentity",
  "sesv2/emailIdentityMailFromAttributes:EmailIdentityMailFromAttributes":
    "AWS::SES::EmailIdentity",
  "sesv2/emailIdentityPolicy:EmailIdentityPolicy": "AWS::SES::EmailIdentity",
  "ssoadmin/accountAssignment:AccountAssignment": "AWS::SSO::Assignment",
  "ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "AWS::SSO::PermissionSet",
  "ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "AWS::SSO::PermissionSet",
};

/**
 * Services that one Region of the partition serves for all: the models list their types in that Region alone, or in some.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html
 */
const worldwide = /^aws:(?:account|budgets|iam|organizations|route53)\//;

/** Regions of other partitions that the models describe. */
const otherPartitions = ["cn-north-1", "cn-northwest-1", "us-gov-east-1", "us-gov-west-1"];

/** Regions that lack a type, by type. Each planned type is in one of the lists. */
interface Availability {
  /** Regions that the models describe, joined by spaces. In others every type counts as there. */
  readonly described: string;
  readonly missing: Readonly<Record<string, string>>;
  /** Types that every one of them has. */
  readonly everywhere: readonly string[];
  /** Types that the models list in no Region: each belongs to a service that has no type of its own for it. */
  readonly unlisted: readonly string[];
  /** Types of services that one Region serves for all. */
  readonly worldwide: readonly string[];
}

/**
 * Regions that lack a planned type, by the lists of types that CloudFormation has in each Region.
 *
 * @param models Folder with the installed models.
 */
export function availability(
  planned: readonly string[],
  regions: readonly string[],
  models: string,
): Availability {
  const folder = join(models, "cfnlint/data/schemas/providers");
  const offered = new Map(
    [...regions, ...otherPartitions].flatMap((region) => {
      const file = join(folder, `${region}.json`);
      const types = existsSync(file)
        ? (JSON.parse(readFileSync(file, "utf8")) as object)
        : undefined;
      return types === undefined
        ? []
        : [[region, new Set(Object.keys(types).map((type) => type.toLowerCase()))] as const];
    }),
  );
  const missing: Record<string, string> = {};
  const unlisted: string[] = [];
  const everywhere: string[] = [];
  for (const type of [...planned].sort().filter((name) => !worldwide.test(name))) {
    const model = nameOf(type);
    const without = [...offered].flatMap(([region, types]) =>
      types.has(model.toLowerCase()) ? [] : [region],
    );
    if (without.length === offered.size) {
      unlisted.push(type);
    } else if (without.length > 0) {
      missing[type] = without.join(" ");
    } else {
      everywhere.push(type);
    }
  }
  return {
    described: [...offered.keys()].join(" "),
    missing,
    everywhere,
    unlisted,
    worldwide: planned.filter((type) => worldwide.test(type)).sort(),
  };
}

/** Name of a type in CloudFormation; an empty text when it has none. */
function nameOf(type: string): string {
  return (
    typesElsewhere[type.replace(/^aws:/, "")] ??
    modelsOf(type).find((model) => model.startsWith("AWS::")) ??
    ""
  );
}
