import type { LogSource } from "../shared/naming";
import {
  accessLogDelivery,
  configDelivery,
  type Delivery,
  loadBalancerDelivery,
  trailDelivery,
  vendedLogDelivery,
} from "./log-writers";

/** Requirements of a source's writers on the bucket that they deliver to. */
export interface LogKind {
  /** `kms`: a customer managed key; `s3`: keys of S3, where the writers know nothing else or need nothing else. */
  readonly encryption: "kms" | "s3";
  /**
   * Default retention by Object Lock. Only where it is documented that the writer sends the checksum that S3 then
   * demands of every upload: otherwise logs are refused in silence. The other kinds rest on versioning, the bucket's
   * policy and guardrails.
   */
  readonly objectLock: boolean;
  /** True for writers that deliver only to a bucket in their own Region: the archive has one in each. */
  readonly perRegion: boolean;
  /** Statements of the bucket's policy that let the writers deliver. */
  readonly delivery: Delivery;
}

/**
 * The kinds of log buckets, as AWS's services demand them.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export const logKinds: Readonly<Record<LogSource, LogKind>> = {
  cloudtrail: {
    encryption: "kms",
    objectLock: true,
    perRegion: false,
    delivery: trailDelivery,
  },
  // AWS Config refuses buckets with default retention, and its service-linked role has no rights on keys.
  config: {
    encryption: "s3",
    objectLock: false,
    perRegion: false,
    delivery: configDelivery,
  },
  "flow-logs": {
    encryption: "s3",
    objectLock: false,
    perRegion: true,
    delivery: vendedLogDelivery,
  },
  // Application Load Balancers know no other encryption.
  "load-balancer": {
    encryption: "s3",
    objectLock: false,
    perRegion: true,
    delivery: loadBalancerDelivery,
  },
  // S3 delivers its own access logs to no bucket with a customer managed key or any Object Lock.
  "access-logs": {
    encryption: "s3",
    objectLock: false,
    perRegion: true,
    delivery: accessLogDelivery,
  },
};
