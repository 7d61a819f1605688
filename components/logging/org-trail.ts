import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { trailName } from "../shared/naming";
import { protectedKey } from "../shared/protected-key";
import { checkLogBucket } from "./archive-checks";
import type { LogArchive } from "./log-archive";
import { LogBucket, type LogRetention } from "./log-bucket";
import { trailKeyStatements } from "./trail-key";

export interface OrgTrailArgs {
  /** Account, readers and administrators of the trail's bucket and key. */
  readonly archive: LogArchive;
  readonly retention: LogRetention;
  /** Provider of the management account, which owns the trail. */
  readonly managementProvider: aws.Provider;
  /** Bucket of the home Region that receives the trail bucket's server access logs. @default - none */
  readonly accessLogs?: LogBucket;
  /**
   * True to have CloudTrail also report unusual rates of calls and errors, at a price per event.
   * @default false
   */
  readonly insights?: boolean;
}

/**
 * The organization trail with its bucket and key: every management event of every account and Region, in one place
 * that no other principal can change.
 *
 * Bucket and key belong to the provider's account, the log archive; the trail belongs to the management account.
 * Trusted access of `cloudtrail.amazonaws.com` must be on.
 *
 * @example
 * new OrgTrail("trail", {
 *   archive: {
 *     place: placeOf("eu-west-1", "222222222222"),
 *     organization: "acme",
 *     organizationId: "o-exampleorg1",
 *     managementAccountId: "111111111111",
 *     administrators: ["arn:aws:iam::222222222222:role/deployment"],
 *     readers: { accountIds: ["222222222222"], roleArns: ["arn:aws:iam::222222222222:role/auditor"] },
 *   },
 *   retention: { days: 365, lockMode: "compliance" },
 *   managementProvider,
 * }, { providers: [provider] });
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
 */
export class OrgTrail extends pulumi.ComponentResource {
  public readonly bucket: LogBucket;
  public readonly keyArn: pulumi.Output<string>;
  public readonly trailArn: pulumi.Output<string>;

  /** @throws ArgumentError when AWS would refuse an argument of the trail's bucket. */
  public constructor(name: string, args: OrgTrailArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:logging:OrgTrail", name, {}, opts);
    const { archive } = args;
    const { region } = archive.place;
    checkLogBucket({ region, ...args });

    // Without the key the logs cannot be read, so it lives as long as they do.
    const key = protectedKey(
      name,
      {
        place: archive.place,
        region,
        alias: `${trailName(archive.organization)}-trail`,
        description: "Encrypts the logs of the organization trail",
        statements: trailKeyStatements(archive),
      },
      { parent: this },
    );
    this.bucket = new LogBucket(
      `${name}-logs`,
      {
        source: "cloudtrail",
        region,
        archive,
        retention: args.retention,
        keyArn: key.arn,
        accessLogs: args.accessLogs,
      },
      { parent: this },
    );
    const trail = new aws.cloudtrail.Trail(
      name,
      {
        region,
        name: trailName(archive.organization),
        s3BucketName: this.bucket.bucketName,
        kmsKeyId: key.arn,
        isOrganizationTrail: true,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        ...(args.insights && {
          insightSelectors: [
            { insightType: "ApiCallRateInsight" },
            { insightType: "ApiErrorRateInsight" },
          ],
        }),
      },
      {
        parent: this,
        provider: args.managementProvider,
        protect: true,
        retainOnDelete: true,
        deleteBeforeReplace: true,
        dependsOn: [this.bucket.ready, key],
      },
    );

    this.keyArn = key.arn;
    this.trailArn = trail.arn;
    this.registerOutputs({ bucket: this.bucket, keyArn: this.keyArn, trailArn: this.trailArn });
  }
}
