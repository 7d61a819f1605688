import { logBucketArnPatterns } from "../shared/naming";
import { type PolicyStatement, rootArn } from "../shared/policy-documents";
import { loadBalancerAccounts } from "./load-balancer-accounts";
import { archiveTrailArn, type LogArchive } from "./log-archive";

/** Statements that let a source's writers deliver to a bucket, by the ARN and the Region of the bucket. */
export type Delivery = (bucket: string, region: string, archive: LogArchive) => PolicyStatement[];

/**
 * CloudTrail checks this when the trail is created, and sends the ACL header on every upload. The source is the
 * management account's trail in the home Region even for events of other accounts and Regions.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function trailDelivery(
  bucket: string,
  _region: string,
  archive: LogArchive,
): PolicyStatement[] {
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
export function configDelivery(
  bucket: string,
  _region: string,
  archive: LogArchive,
): PolicyStatement[] {
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
 * Flow logs, Resolver query logs and NLB logs. The path matches both of their shapes, `AWSLogs/<account>/` and the Hive
 * one, `AWSLogs/aws-account-id=<account>/`. No ACL condition: on a bucket with enforced ownership it never matches.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 */
export function vendedLogDelivery(
  bucket: string,
  region: string,
  archive: LogArchive,
): PolicyStatement[] {
  const Principal = { Service: "delivery.logs.amazonaws.com" };
  const Condition = {
    StringEquals: { "aws:SourceOrgID": archive.organizationId },
    ArnLike: { "aws:SourceArn": `arn:${archive.place.partition}:logs:${region}:*:*` },
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
export function loadBalancerDelivery(
  bucket: string,
  region: string,
  archive: LogArchive,
): PolicyStatement[] {
  const { place, workloadAccountIds = [] } = archive;
  const regional = loadBalancerAccounts[region];
  const accounts = workloadAccountIds.length > NAMED_ACCOUNTS ? ["*"] : workloadAccountIds;
  const deliver: PolicyStatement = {
    Sid: "LoadBalancersDeliver",
    Effect: "Allow",
    Principal: {
      Service: "logdelivery.elasticloadbalancing.amazonaws.com",
      ...(regional !== undefined && { AWS: rootArn(place.partition, regional) }),
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
export function accessLogDelivery(
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
        StringEquals: { "aws:SourceAccount": archive.place.accountId },
        ArnLike: {
          "aws:SourceArn": logBucketArnPatterns(
            archive.place.partition,
            archive.organization,
            archive.place.accountId,
          ),
        },
      },
    },
  ];
}
