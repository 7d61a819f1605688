import {
  logBucketArn,
  logBucketArnPatterns,
  type LogSource,
  trailArn as organizationTrailArn,
} from "../shared/naming";
import { denyPlainHttp, type PolicyStatement, rootArn } from "../shared/policies";
import { loadBalancerAccounts } from "./load-balancer-accounts";

/** Plain facts that the documents of the log archive are written with, so that all of them are known at preview. */
export interface LogArchive {
  readonly partition: string;
  /** Name of the company, as in `organization.name`. */
  readonly organization: string;
  readonly organizationId: string;
  readonly homeRegion: string;
  readonly managementAccountId: string;
  /** Account that the buckets are in. */
  readonly accountId: string;
  /** Every account of the organization. */
  readonly accountIds: readonly string[];
  /** The accounts that run load balancers. */
  readonly workloadAccountIds: readonly string[];
  /** ARN patterns of the roles that may change the buckets: deployment and break-glass. */
  readonly administrators: readonly string[];
  /** Who may read logs: accounts, narrowed to ARN patterns of their roles. */
  readonly readers: {
    readonly accountIds: readonly string[];
    readonly roleArns: readonly string[];
  };
}

/** ARN of the organization trail that delivers to the archive. */
export function archiveTrailArn(archive: LogArchive): string {
  const { partition, homeRegion, managementAccountId, organization } = archive;
  return organizationTrailArn(partition, homeRegion, managementAccountId, organization);
}

/** Every statement of a log bucket's policy: who delivers, who reads, and that nobody else changes or removes logs. */
export function logBucketStatements(
  source: LogSource,
  region: string,
  archive: LogArchive,
): PolicyStatement[] {
  const { partition, organization, accountId } = archive;
  const bucket = logBucketArn(partition, organization, source, accountId, region);
  return [
    ...delivery[source](bucket, region, archive),
    allowReaders(bucket, archive),
    denyPlainHttp(bucket),
    denyReading(bucket, archive),
    denyTampering(bucket, archive),
  ];
}

type Delivery = (bucket: string, region: string, archive: LogArchive) => PolicyStatement[];

const delivery: Readonly<Record<LogSource, Delivery>> = {
  cloudtrail: trailDelivery,
  config: configDelivery,
  "flow-logs": vendedLogDelivery,
  "load-balancer": loadBalancerDelivery,
  "access-logs": accessLogDelivery,
};

/**
 * CloudTrail checks this when the trail is made, and sends the ACL header on every upload. The source is the
 * management account's trail in the home Region even for events of other accounts and Regions.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
function trailDelivery(bucket: string, _region: string, archive: LogArchive): PolicyStatement[] {
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  const source = { "aws:SourceArn": archiveTrailArn(archive) };
  return [
    {
      Sid: "TrailChecksAcl",
      Effect: "Allow",
      Principal,
      Action: "s3:GetBucketAcl",
      Resource: bucket,
      Condition: { StringEquals: source },
    },
    {
      Sid: "TrailDelivers",
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: [
        `${bucket}/AWSLogs/${archive.managementAccountId}/*`,
        `${bucket}/AWSLogs/${archive.organizationId}/*`,
      ],
      Condition: { StringEquals: { ...source, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}

/**
 * A recorder on the service-linked role delivers as the service itself, to which only the source keys apply.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 */
function configDelivery(bucket: string, _region: string, archive: LogArchive): PolicyStatement[] {
  const Principal = { Service: "config.amazonaws.com" };
  return [
    {
      Sid: "ConfigChecksBucket",
      Effect: "Allow",
      Principal,
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: bucket,
    },
    {
      Sid: "ConfigDelivers",
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: `${bucket}/AWSLogs/*/Config/*`,
      Condition: { StringEquals: { "aws:SourceOrgID": archive.organizationId } },
    },
  ];
}

/**
 * Flow logs, Resolver query logs and NLB logs. The path holds both of their shapes, `AWSLogs/<account>/` and the Hive
 * one, `AWSLogs/aws-account-id=<account>/`. No ACL condition: on a bucket with enforced ownership it never matches.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 */
function vendedLogDelivery(bucket: string, region: string, archive: LogArchive): PolicyStatement[] {
  const Principal = { Service: "delivery.logs.amazonaws.com" };
  const Condition = {
    StringEquals: { "aws:SourceOrgID": archive.organizationId },
    ArnLike: { "aws:SourceArn": `arn:${archive.partition}:logs:${region}:*:*` },
  };
  return [
    {
      Sid: "LogDeliveryChecksBucket",
      Effect: "Allow",
      Principal,
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: bucket,
      Condition,
    },
    {
      Sid: "LogDeliveryDelivers",
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: `${bucket}/AWSLogs/*`,
      Condition,
    },
  ];
}

/** Accounts that fit into a bucket policy by id: S3 allows 20 KB, and each takes up to 100 bytes of it. */
const NAMED_ACCOUNTS = 150;

/**
 * ALBs deliver as a service principal, in Regions opened before August 2022 also as an account of AWS. Neither knows
 * the organization, so the accounts are named in the path, as long as the policy has room for them. NLBs deliver as
 * other vended logs do.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
function loadBalancerDelivery(
  bucket: string,
  region: string,
  archive: LogArchive,
): PolicyStatement[] {
  const { partition, workloadAccountIds } = archive;
  const regional = loadBalancerAccounts[region];
  const accounts = workloadAccountIds.length > NAMED_ACCOUNTS ? ["*"] : workloadAccountIds;
  const deliver: PolicyStatement = {
    Sid: "LoadBalancersDeliver",
    Effect: "Allow",
    Principal: {
      Service: "logdelivery.elasticloadbalancing.amazonaws.com",
      ...(regional !== undefined && { AWS: rootArn(partition, regional) }),
    },
    Action: "s3:PutObject",
    Resource: accounts.map((id) => `${bucket}/AWSLogs/${id}/*`),
  };
  return [
    // A statement without resources is malformed.
    ...(accounts.length > 0 ? [deliver] : []),
    ...vendedLogDelivery(bucket, region, archive),
  ];
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
function accessLogDelivery(
  bucket: string,
  _region: string,
  archive: LogArchive,
): PolicyStatement[] {
  return [
    {
      Sid: "AccessLogsAreDelivered",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${bucket}/*`,
      Condition: {
        StringEquals: { "aws:SourceAccount": archive.accountId },
        ArnLike: {
          "aws:SourceArn": logBucketArnPatterns(archive.partition, archive.organization),
        },
      },
    },
  ];
}

/** Readers of other accounts need this on top of their own permissions. */
function allowReaders(bucket: string, { partition, readers }: LogArchive): PolicyStatement {
  return {
    Sid: "ReadersRead",
    Effect: "Allow",
    Principal: { AWS: readers.accountIds.map((id) => rootArn(partition, id)) },
    Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:GetBucketLocation"],
    Resource: [bucket, `${bucket}/*`],
    Condition: { ArnLike: { "aws:PrincipalArn": readers.roleArns } },
  };
}

/** Keeps the readers few, whatever permissions the account's other roles have. */
function denyReading(bucket: string, { readers, administrators }: LogArchive): PolicyStatement {
  return {
    Sid: "OthersDoNotRead",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:GetObject", "s3:GetObjectVersion"],
    Resource: `${bucket}/*`,
    Condition: {
      ArnNotLike: { "aws:PrincipalArn": [...readers.roleArns, ...administrators] },
      Bool: { "aws:PrincipalIsAWSService": "false" },
    },
  };
}

/** What nobody but the archive's administrators may do: the archive is write-only. */
export const tamperingActions = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketPolicy",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutObjectRetention",
] as const;

/** The account's own root can still remove the policy; guardrails and central root close that. */
function denyTampering(bucket: string, { administrators }: LogArchive): PolicyStatement {
  return {
    Sid: "OthersDoNotTamper",
    Effect: "Deny",
    Principal: "*",
    Action: tamperingActions,
    Resource: [bucket, `${bucket}/*`],
    Condition: { ArnNotLike: { "aws:PrincipalArn": administrators } },
  };
}
