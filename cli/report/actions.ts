import type { TrailCall } from "./trail-calls";

/**
 * Prefix of the actions of a service whose name in the trail is another one. Others have the prefix in front of
 * `.amazonaws.com`.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const prefixes: Readonly<Record<string, string>> = {
  "monitoring.amazonaws.com": "cloudwatch",
  "email.amazonaws.com": "ses",
  "memory-db.amazonaws.com": "memorydb",
  "s3-control.amazonaws.com": "s3",
  "cloudhsmv2.amazonaws.com": "cloudhsm",
  "agreement-marketplace.amazonaws.com": "aws-marketplace",
  "catalog.marketplace.amazonaws.com": "aws-marketplace",
};

/**
 * Actions of calls of Amazon S3 that are not named like the call.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const bucketActions: Readonly<Record<string, string>> = {
  DeleteBucketAnalyticsConfiguration: "PutAnalyticsConfiguration",
  DeleteBucketCors: "PutBucketCORS",
  DeleteBucketEncryption: "PutEncryptionConfiguration",
  DeleteBucketIntelligentTieringConfiguration: "PutIntelligentTieringConfiguration",
  DeleteBucketInventoryConfiguration: "PutInventoryConfiguration",
  DeleteBucketLifecycle: "PutLifecycleConfiguration",
  DeleteBucketMetricsConfiguration: "PutMetricsConfiguration",
  DeleteBucketOwnershipControls: "PutBucketOwnershipControls",
  DeleteBucketPublicAccessBlock: "PutBucketPublicAccessBlock",
  DeleteBucketReplication: "PutReplicationConfiguration",
  DeleteBucketTagging: "PutBucketTagging",
  DeletePublicAccessBlock: "PutBucketPublicAccessBlock",
  GetBucketEncryption: "GetEncryptionConfiguration",
  GetBucketLifecycle: "GetLifecycleConfiguration",
  GetBucketReplication: "GetReplicationConfiguration",
  GetPublicAccessBlock: "GetBucketPublicAccessBlock",
  HeadBucket: "ListBucket",
  ListBuckets: "ListAllMyBuckets",
  ListObjects: "ListBucket",
  ListObjectsV2: "ListBucket",
  PutBucketAnalyticsConfiguration: "PutAnalyticsConfiguration",
  PutBucketCors: "PutBucketCORS",
  PutBucketEncryption: "PutEncryptionConfiguration",
  PutBucketIntelligentTieringConfiguration: "PutIntelligentTieringConfiguration",
  PutBucketInventoryConfiguration: "PutInventoryConfiguration",
  PutBucketLifecycle: "PutLifecycleConfiguration",
  PutBucketMetricsConfiguration: "PutMetricsConfiguration",
  PutBucketReplication: "PutReplicationConfiguration",
  PutPublicAccessBlock: "PutBucketPublicAccessBlock",
};

/**
 * Actions of other calls that are not named like the call.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/inference-prereq.html
 */
const otherActions: Readonly<Record<string, string>> = {
  "bedrock:Converse": "bedrock:InvokeModel",
  "bedrock:ConverseStream": "bedrock:InvokeModelWithResponseStream",
};

/** Version that some services add to the name of a call, such as `CreateFunction20150331v2`. */
const VERSION = /(?:_\d{4}_\d{2}_\d{2}|\d{4}_\d{2}_\d{2}|\d{8}(?:v\d+)?)$/;

/** Action that a policy names for a call in the trail, such as `s3:PutLifecycleConfiguration`. */
export function actionOf({ eventsource, eventname }: TrailCall): string {
  const prefix = prefixes[eventsource] ?? eventsource.replace(/\.amazonaws\.com(?:\.cn)?$/, "");
  const name = eventname.replace(VERSION, "");
  const action = `${prefix}:${prefix === "s3" ? (bucketActions[name] ?? name) : name}`;
  return otherActions[action] ?? action;
}
