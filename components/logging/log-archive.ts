import { trailArn } from "../shared/naming";
import type { Place } from "../shared/place";

/** Plain facts that the documents of the log archive are written with, so that all of them are known at preview. */
export interface LogArchive {
  /** Account that the buckets are in, in the home Region. */
  readonly place: Place;
  /** Name of the company, as in `organization.name`. */
  readonly organization: string;
  readonly organizationId: string;
  readonly managementAccountId: string;
  /** Every account of the organization. */
  readonly accountIds: readonly string[];
  /** The accounts that run load balancers. */
  readonly workloadAccountIds: readonly string[];
  /** ARN patterns of the roles that may change the buckets: deployment and break-glass. */
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
