import { trailArn } from "../shared/naming";
import type { Place } from "../shared/place";

/**
 * Facts that the names, bucket policies and key policies of a log archive are written with. All are plain values, so that
 * the documents are known at preview.
 */
export interface LogArchive {
  /** Account of the buckets, in the home Region of the trail. */
  readonly place: Place;
  /**
   * Name of the company in lower-case letters, digits and hyphens: start of the names of buckets and trail. The longest
   * bucket name, `<organization>-load-balancer-<account>-<region>`, must have at most 63 characters.
   */
  readonly organization: string;
  /** Id of the organization in AWS, such as `o-exampleorg1`. */
  readonly organizationId: string;
  /** Account that owns the organization trail. */
  readonly managementAccountId: string;
  /** Accounts that run load balancers, for the buckets of their access logs. @default - none */
  readonly workloadAccountIds?: readonly string[];
  /**
   * ARN patterns of the roles that may change and remove the buckets. The role that deploys them must be among them: the
   * bucket policies deny it to every other principal.
   */
  readonly administrators: readonly string[];
  /** Principals that may read logs: accounts, narrowed to ARN patterns of their roles. */
  readonly readers: {
    readonly accountIds: readonly string[];
    readonly roleArns: readonly string[];
  };
}

/** ARN of the organization trail that delivers to the archive. */
export function archiveTrailArn(archive: LogArchive): string {
  return trailArn(
    { ...archive.place, accountId: archive.managementAccountId },
    archive.organization,
  );
}
