import { trailArn } from "../shared/naming";

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
  return trailArn(partition, homeRegion, managementAccountId, organization);
}
