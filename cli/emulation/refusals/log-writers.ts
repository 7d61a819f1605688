import { allows } from "../../evaluation/policy-decision";
import { completeKeys, type IamRequest } from "../../evaluation/request";
import { CloudError } from "../core/errors";
import type { CloudRequest, CloudResource, CloudView, Refusal } from "../core/resource";
import { inSite, objectOf, organizationId, textOf } from "./inputs";

/** One call of a service on a bucket, to deliver logs or to check whether it can. */
type Call = Required<Pick<IamRequest, "action" | "resource">>;

/** Values of the condition keys of a service's call. */
type KeyValues = Readonly<Record<string, string>>;

const TRAIL = "aws:cloudtrail/trail:Trail";
const CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const ACCESS_LOGGING = "aws:s3/bucketLogging:BucketLogging";

function bucketNamed(cloud: CloudView, name: string): CloudResource | undefined {
  return cloud.all("aws:s3/bucket:Bucket").find(({ id }) => id === name);
}

/** Condition keys of a service's call: the account and resource it works for, and that it comes from AWS over TLS. */
function contextOf({ site }: CloudRequest, cloud: CloudView, sourceArn: string): KeyValues {
  return {
    "aws:PrincipalIsAWSService": "true",
    "aws:SecureTransport": "true",
    "aws:SourceAccount": site.account,
    "aws:SourceArn": sourceArn,
    "aws:SourceOrgID": organizationId(cloud),
    "s3:x-amz-acl": "bucket-owner-full-control",
  };
}

/** True when a bucket's policy allows a service every call; a bucket without a policy allows none. */
function bucketAllows(
  cloud: CloudView,
  bucket: string,
  service: string,
  context: KeyValues,
  calls: readonly Call[],
): boolean {
  const policy = cloud
    .all("aws:s3/bucketPolicy:BucketPolicy")
    .find(({ inputs }) => inputs["bucket"] === bucket)?.inputs["policy"];
  return calls.every((call) =>
    allows(policy, { ...call, principal: { service }, keys: completeKeys(context) }),
  );
}

/** Calls on a bucket that read its ACL and write an object with each name. */
function checksAndWrites(bucket: string, ...objects: readonly string[]): Call[] {
  return [{ action: "s3:GetBucketAcl", resource: `arn:aws:s3:::${bucket}` }].concat(
    writes(bucket, ...objects),
  );
}

function writes(bucket: string, ...objects: readonly string[]): Call[] {
  return objects.map((name) => ({
    action: "s3:PutObject",
    resource: `arn:aws:s3:::${bucket}/${name}`,
  }));
}

function under(prefix: string | undefined, path: string): string {
  return prefix === undefined ? path : `${prefix.replace(/\/$/, "")}/${path}`;
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function refuseTrail(request: CloudRequest, cloud: CloudView): void {
  const { inputs, site } = request;
  const bucket = textOf(inputs, "s3BucketName") ?? "";
  const arn = `arn:aws:cloudtrail:${site.region}:${site.account}:trail/${textOf(inputs, "name") ?? ""}`;
  const context = contextOf(request, cloud, arn);
  const owners = [
    site.account,
    ...(inputs["isOrganizationTrail"] === true ? [organizationId(cloud)] : []),
  ];
  const objects = owners.map((owner) =>
    under(textOf(inputs, "s3KeyPrefix"), `AWSLogs/${owner}/CloudTrail/log.json.gz`),
  );
  if (
    !bucketAllows(
      cloud,
      bucket,
      "cloudtrail.amazonaws.com",
      context,
      checksAndWrites(bucket, ...objects),
    )
  ) {
    throw new CloudError(
      "InsufficientS3BucketPolicyException",
      `Incorrect S3 bucket policy is detected for bucket: ${bucket}`,
    );
  }
  const key = textOf(inputs, "kmsKeyId");
  if (key === undefined) {
    return;
  }
  const owner = cloud.ownerOf(key);
  const encryption = { ...context, "kms:EncryptionContext:aws:cloudtrail:arn": arn };
  if (
    owner?.site.region !== bucketNamed(cloud, bucket)?.site.region ||
    !keyAllows(owner, "cloudtrail.amazonaws.com", encryption, [
      "kms:GenerateDataKey",
      "kms:DescribeKey",
    ])
  ) {
    throw new CloudError(
      "InsufficientEncryptionPolicyException",
      `Insufficient permissions to access S3 bucket ${bucket} or KMS key ${key}.`,
    );
  }
}

/** True when a key's policy allows a service every call. */
function keyAllows(
  key: CloudResource | undefined,
  service: string,
  context: KeyValues,
  actions: readonly string[],
): boolean {
  const resource = textOf(key?.outputs ?? {}, "arn") ?? "";
  return actions.every((action) =>
    allows(key?.inputs["policy"], {
      action,
      resource,
      principal: { service },
      keys: completeKeys(context),
    }),
  );
}

/** @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html */
function refuseChannel(request: CloudRequest, cloud: CloudView): void {
  const { inputs, site } = request;
  const recorder = inSite(cloud, "aws:cfg/recorder:Recorder", site)[0];
  if (recorder === undefined) {
    throw new CloudError(
      "NoAvailableConfigurationRecorderException",
      "Configuration recorder is not available to put delivery channel.",
    );
  }
  // A recorder with a role of its own delivers with that role, whose permissions are not evaluated here.
  if (textOf(recorder.inputs, "roleArn")?.includes(":role/aws-service-role/") !== true) {
    return;
  }
  const bucket = textOf(inputs, "s3BucketName") ?? "";
  const prefix = textOf(inputs, "s3KeyPrefix");
  const key = textOf(inputs, "s3KmsKeyArn");
  const service = "config.amazonaws.com";
  const context = contextOf(request, cloud, `arn:aws:config:${site.region}:${site.account}:*`);
  const object = under(prefix, `AWSLogs/${site.account}/Config/ConfigWritabilityCheckFile`);
  const keyActions = ["kms:Decrypt", "kms:GenerateDataKey"];
  if (
    !bucketAllows(cloud, bucket, service, context, checksAndWrites(bucket, object)) ||
    (key !== undefined && !keyAllows(cloud.ownerOf(key), service, context, keyActions))
  ) {
    throw new CloudError(
      "InsufficientDeliveryPolicyException",
      `Insufficient delivery policy to s3 bucket: ${bucket}, unable to write to bucket, ` +
        `provided s3 key prefix is '${prefix ?? "null"}', provided kms key is '${key ?? "null"}'.`,
    );
  }
}

/**
 * Refuses a flow log to a bucket of another account whose policy does not allow the log service to deliver. The service
 * adds the permissions to a bucket of the same account itself.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 */
function refuseFlowLog(request: CloudRequest, cloud: CloudView): void {
  const { inputs, site } = request;
  const destination = textOf(inputs, "logDestination") ?? "";
  const [, name = "", prefix = ""] = /^arn:[a-z-]+:s3:::([^/]+)\/?(.*)$/.exec(destination) ?? [];
  if (name === "") {
    return;
  }
  const bucket = bucketNamed(cloud, name);
  if (bucket === undefined) {
    throw new CloudError(
      "LogDestinationNotFoundException",
      `LogDestination: ${name} does not exist.`,
    );
  }
  const hive = objectOf(inputs["destinationOptions"])["hiveCompatiblePartitions"] === true;
  const folder = hive ? `aws-account-id=${site.account}` : site.account;
  const object = under(prefix === "" ? undefined : prefix, `AWSLogs/${folder}/vpcflowlogs/log`);
  const context = contextOf(request, cloud, `arn:aws:logs:${site.region}:${site.account}:*`);
  const calls = checksAndWrites(name, object);
  if (
    bucket.site.account !== site.account &&
    !bucketAllows(cloud, name, "delivery.logs.amazonaws.com", context, calls)
  ) {
    throw new CloudError(
      "LogDestinationPermissionIssueException",
      `Access Denied for LogDestination: ${name}. Please check LogDestination permission`,
    );
  }
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html */
function refuseBalancer(request: CloudRequest, cloud: CloudView): void {
  const { inputs, site } = request;
  const network = inputs["loadBalancerType"] === "network";
  const service = network
    ? "delivery.logs.amazonaws.com"
    : "logdelivery.elasticloadbalancing.amazonaws.com";
  const context = contextOf(request, cloud, `arn:aws:logs:${site.region}:${site.account}:*`);
  for (const kind of ["accessLogs", "connectionLogs"]) {
    const logs = objectOf(inputs[kind]);
    const name = textOf(logs, "bucket");
    if (name === undefined || logs["enabled"] === false) {
      continue;
    }
    const bucket = bucketNamed(cloud, name);
    const test = under(textOf(logs, "prefix"), `AWSLogs/${site.account}/ELBAccessLogTestFile`);
    if (bucket !== undefined && bucket.site.region !== site.region) {
      throw new CloudError(
        "InvalidConfigurationRequest",
        `S3Bucket: ${name} is not located in the same region with this loadbalancer`,
      );
    }
    const calls = network ? checksAndWrites(name, test) : writes(name, test);
    if (bucket === undefined || !bucketAllows(cloud, name, service, context, calls)) {
      throw new CloudError(
        "InvalidConfigurationRequest",
        `Access Denied for bucket: ${name}. Please check S3bucket permission`,
      );
    }
  }
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
function refuseAccessLogging(request: CloudRequest, cloud: CloudView): void {
  const { inputs, site } = request;
  const source = textOf(inputs, "bucket") ?? "";
  const target = textOf(inputs, "targetBucket") ?? "";
  const bucket = bucketNamed(cloud, target);
  if (bucket === undefined) {
    throw new CloudError(
      "InvalidTargetBucketForLogging",
      "The target bucket for logging does not exist",
    );
  }
  if (bucket.site.account !== site.account) {
    throw new CloudError(
      "InvalidTargetBucketForLogging",
      "The owner for the bucket to be logged and the target bucket must be the same.",
    );
  }
  if (bucket.site.region !== site.region) {
    throw new CloudError(
      "CrossLocationLoggingProhibited",
      "Cross S3 location logging not allowed. ",
    );
  }
  const context = contextOf(request, cloud, `arn:aws:s3:::${source}`);
  const calls = writes(target, `${textOf(inputs, "targetPrefix") ?? ""}log`);
  if (!bucketAllows(cloud, target, "logging.s3.amazonaws.com", context, calls)) {
    throw new CloudError(
      "InvalidTargetBucketForLogging",
      "The target bucket does not have the appropriate grants for the log-delivery group",
    );
  }
}

const refusalsByType: Readonly<Record<string, Refusal>> = {
  [TRAIL]: refuseTrail,
  [CHANNEL]: refuseChannel,
  [FLOW_LOG]: refuseFlowLog,
  [BALANCER]: refuseBalancer,
  [ACCESS_LOGGING]: refuseAccessLogging,
};

/**
 * Refuses a resource that delivers logs into a bucket when the policies of the bucket and its key do not allow it.
 *
 * @throws CloudError such as InsufficientS3BucketPolicyException.
 */
export const refuseDelivery: Refusal = (request, cloud) => {
  refusalsByType[request.type]?.(request, cloud);
};

/** Names of the buckets to which a resource delivers logs. */
export function deliversTo({ type, inputs }: CloudResource): string[] {
  switch (type) {
    case TRAIL:
    case CHANNEL:
      return [textOf(inputs, "s3BucketName") ?? ""];
    case FLOW_LOG:
      return [/^arn:[a-z-]+:s3:::([^/]+)/.exec(textOf(inputs, "logDestination") ?? "")?.[1] ?? ""];
    case ACCESS_LOGGING:
      return [textOf(inputs, "targetBucket") ?? ""];
    case BALANCER:
      return ["accessLogs", "connectionLogs"].map(
        (kind) => textOf(objectOf(inputs[kind]), "bucket") ?? "",
      );
    default:
      return [];
  }
}
