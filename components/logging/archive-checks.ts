import {
  checkAccountId,
  checkNotEmpty,
  checkOrganizationId,
  checkPlace,
  checkRegion,
  checkText,
  checkWhole,
} from "../shared/argument-checks";
import { ArgumentError } from "../shared/argument-error";
import { logBucketName, logSources, type LogSource } from "../shared/naming";
import type { LogArchive } from "./log-archive";

/** Longest default retention: 100 years. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html */
const MOST_DAYS = 36_500;
/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET_NAME = 63;

/** Arguments of a log bucket without its key. */
interface CheckedArgs {
  readonly region: string;
  readonly archive: LogArchive;
  readonly retention: { readonly days: number };
  readonly accessLogs?: AccessLogBucket | undefined;
}

interface AccessLogBucket {
  readonly source: LogSource;
  readonly region: string;
  readonly bucketName: string;
}

/** Refuses arguments of a log bucket, its key apart, that AWS or a writer of logs would refuse. @throws ArgumentError */
export function checkLogBucket({ region, archive, retention, accessLogs }: CheckedArgs): void {
  checkRegion("region", region);
  checkArchive(archive, region);
  checkRetention(retention);
  if (accessLogs !== undefined) {
    checkAccessLogs(accessLogs, region);
  }
}

function checkArchive(archive: LogArchive, region: string): void {
  const { place, organization, administrators, readers } = archive;
  checkPlace("archive.place", place);
  checkText("archive.organization", organization, {
    pattern: /^[a-z0-9](?:-?[a-z0-9])*$/,
    rule: "small letters, digits and single hyphens",
    remedy: "names of buckets begin with it: choose a plainer name",
  });
  const names = logSources.map((source) =>
    logBucketName(organization, source, { ...place, region }),
  );
  const longest = names.reduce((left, right) => (right.length > left.length ? right : left));
  if (longest.length > BUCKET_NAME) {
    throw new ArgumentError(
      "archive.organization",
      `must fit bucket names of ${BUCKET_NAME} characters, got ${longest.length} in ${longest}; choose a name that is ${longest.length - BUCKET_NAME} shorter`,
    );
  }
  checkOrganizationId("archive.organizationId", archive.organizationId);
  checkAccountId("archive.managementAccountId", archive.managementAccountId);
  archive.workloadAccountIds?.forEach((id, index) => {
    checkAccountId(`archive.workloadAccountIds[${index}]`, id);
  });
  checkNotEmpty(
    "archive.administrators",
    administrators,
    "name the role that deploys the buckets: their policies deny changes to every other principal",
  );
  const remedy =
    "S3 refuses a policy without principals: name an account and a role that read logs";
  checkNotEmpty("archive.readers.accountIds", readers.accountIds, remedy);
  checkNotEmpty("archive.readers.roleArns", readers.roleArns, remedy);
}

function checkRetention({ days }: CheckedArgs["retention"]): void {
  checkWhole("retention.days", days, {
    least: 1,
    most: MOST_DAYS,
    unit: "days",
    remedy: "S3 locks for no other time",
  });
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
function checkAccessLogs(
  { source, region: found, bucketName }: AccessLogBucket,
  region: string,
): void {
  if (source !== "access-logs") {
    throw new ArgumentError(
      "accessLogs",
      `must be a bucket of access-logs, got ${bucketName} of ${source}; S3 delivers to no bucket with a key or a lock of its own`,
    );
  }
  if (found !== region) {
    throw new ArgumentError(
      "accessLogs",
      `must be in ${region} as the bucket is, got ${bucketName} in ${found}; S3 delivers within a Region only`,
    );
  }
}
