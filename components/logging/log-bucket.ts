import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentError } from "../shared/argument-error";
import { logBucketArn, logBucketName, type LogSource } from "../shared/naming";
import type { LockMode } from "../shared/lock-modes";
import { policyDocument } from "../shared/policy-documents";
import { checkLogBucket } from "./archive-checks";
import { logBucketStatements } from "./bucket-policies";
import { logKinds } from "./bucket-kinds";
import type { LogArchive } from "./log-archive";

/** Retention of logs: its length, and the lock that enforces it. */
export interface LogRetention {
  /** Days that a log is kept; one that was overwritten or deleted is kept as long again. */
  readonly days: number;
  /** Mode of Object Lock, for the kinds that have default retention. */
  readonly lockMode: LockMode;
}

export interface LogBucketArgs {
  readonly source: LogSource;
  /** Region of the bucket. */
  readonly region: string;
  readonly archive: LogArchive;
  readonly retention: LogRetention;
  /** ARN of the key, for the kinds that are encrypted with one. */
  readonly keyArn?: pulumi.Input<string>;
  /**
   * Bucket of the same Region that receives this one's server access logs.
   * @default - none, as for that bucket itself
   */
  readonly accessLogs?: LogBucket;
}

/** Arguments by which every setting of a bucket names it. */
interface BucketReference {
  readonly bucket: pulumi.Output<string>;
  readonly region: string;
}

/**
 * Bucket of the log archive for one source and Region: encrypted, versioned, private, and write-only by its policy.
 *
 * Every setting outlives the stack with the bucket, so that logs are never left without protection. Resources that deliver
 * must depend on `ready`.
 */
export class LogBucket extends pulumi.ComponentResource {
  public readonly source: LogSource;
  public readonly region: string;
  /** Name and ARN are plain: documents that name them are known at preview. */
  public readonly bucketName: string;
  public readonly bucketArn: string;
  /** The bucket's policy, created after all other settings: a writer is refused before. */
  public readonly ready: aws.s3.BucketPolicy;

  /** @throws ArgumentError when the key does not fit the source, or AWS would refuse another argument. */
  public constructor(name: string, args: LogBucketArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:logging:LogBucket", name, {}, opts);
    const { source, region, archive, retention } = args;
    const kind = logKinds[source];
    checkLogBucket(args);
    if ((kind.encryption === "kms") !== (args.keyArn !== undefined)) {
      throw new ArgumentError(
        "keyArn",
        kind.encryption === "kms"
          ? `is required for ${source} logs: they are encrypted with a key of their own`
          : `must be absent for ${source} logs: their bucket is encrypted with keys of S3`,
      );
    }
    const place = { ...archive.place, region };
    this.source = source;
    this.region = region;
    this.bucketName = logBucketName(archive.organization, source, place);
    this.bucketArn = logBucketArn(archive.organization, source, place);

    const bucket = new aws.s3.Bucket(
      name,
      { bucket: this.bucketName, region, ...(kind.objectLock && { objectLockEnabled: true }) },
      { parent: this, protect: true, retainOnDelete: true, deleteBeforeReplace: true },
    );
    const of: BucketReference = { bucket: bucket.id, region };
    const child = { parent: this, retainOnDelete: true };

    const settings: pulumi.Resource[] = [
      new aws.s3.BucketOwnershipControls(
        name,
        { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } },
        child,
      ),
      new aws.s3.BucketPublicAccessBlock(
        name,
        {
          ...of,
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        },
        child,
      ),
      new aws.s3.BucketServerSideEncryptionConfiguration(
        name,
        { ...of, rules: [encryption(args.keyArn)] },
        child,
      ),
    ];
    const versioning = new aws.s3.BucketVersioning(
      name,
      { ...of, versioningConfiguration: { status: "Enabled" } },
      child,
    );
    const versioned = { ...child, dependsOn: [versioning] };
    if (kind.objectLock) {
      const mode = retention.lockMode.toUpperCase();
      settings.push(
        new aws.s3.BucketObjectLockConfiguration(
          name,
          { ...of, rule: { defaultRetention: { mode, days: retention.days } } },
          versioned,
        ),
      );
    }
    settings.push(
      new aws.s3.BucketLifecycleConfiguration(
        name,
        { ...of, rules: expiry(retention.days) },
        versioned,
      ),
    );
    if (args.accessLogs !== undefined) {
      const { bucketName: targetBucket, ready } = args.accessLogs;
      settings.push(
        new aws.s3.BucketLogging(
          name,
          { ...of, targetBucket, targetPrefix: `${this.bucketName}/` },
          { ...child, dependsOn: [ready] },
        ),
      );
    }
    this.ready = new aws.s3.BucketPolicy(
      name,
      { ...of, policy: policyDocument(logBucketStatements(source, region, archive)) },
      { ...child, dependsOn: [versioning, ...settings] },
    );

    this.registerOutputs({
      bucketName: this.bucketName,
      bucketArn: this.bucketArn,
      ready: this.ready,
    });
  }
}

function encryption(
  keyArn: pulumi.Input<string> | undefined,
): aws.types.input.s3.BucketServerSideEncryptionConfigurationRule {
  return {
    applyServerSideEncryptionByDefault:
      keyArn === undefined
        ? { sseAlgorithm: "AES256" }
        : { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
    // A bucket key would replace the encryption context that the trail's key policy is written for.
    bucketKeyEnabled: false,
    blockedEncryptionTypes: ["SSE-C"],
  };
}

/** Expiry no earlier than retention: an earlier one would only leave delete markers over locked versions. */
function expiry(days: number): aws.types.input.s3.BucketLifecycleConfigurationRule[] {
  return [
    {
      id: "expire-after-retention",
      status: "Enabled",
      filter: {},
      expiration: { days },
      noncurrentVersionExpiration: { noncurrentDays: days },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
    {
      id: "remove-lone-delete-markers",
      status: "Enabled",
      filter: {},
      expiration: { expiredObjectDeleteMarker: true },
    },
  ];
}
