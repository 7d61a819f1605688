import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkAccountId, checkList, checkWhole } from "../shared/argument-checks";
import { ArgumentError } from "../shared/argument-error";
import { BREAK_GLASS_ROLE } from "../shared/naming";
import type { LogArchive } from "./log-archive";
import type { LogBucket } from "./log-bucket";
import { savedQueries } from "./saved-queries";
import { partitionProjection, trailColumns, trailPartitionKeys } from "./trail-table";

/** Database, workgroup and table that the logs are queried through. */
const LOG_DATABASE = "platform_logs";
const WORKGROUP = "platform-logs";
const TABLE = "cloudtrail";

export interface LogQueriesArgs {
  readonly archive: LogArchive;
  /** Every account of the organization. */
  readonly accountIds: readonly string[];
  /** Bucket of the organization trail. */
  readonly bucket: LogBucket;
  /** Days that the logs go back. */
  readonly retentionDays: number;
  /**
   * Bytes that one query may read before it is cancelled.
   * @default 1 TiB, about five US dollars a query
   */
  readonly bytesPerQuery?: number;
}

/**
 * Athena over the organization trail: who touched what, in which account and when, answered in one place.
 *
 * Athena keeps the results itself, encrypted and for a day, so that no copy of the logs piles up in another bucket.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/managed-results.html
 */
export class LogQueries extends pulumi.ComponentResource {
  public readonly workgroupName: pulumi.Output<string>;

  /** @throws ArgumentError when the bucket is not the trail's, or Athena would refuse a number. */
  public constructor(name: string, args: LogQueriesArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:logging:LogQueries", name, {}, opts);
    checkArguments(args);
    const { archive, bucket } = args;
    const { region, partition } = archive.place;
    const child = { parent: this };
    const named = { parent: this, deleteBeforeReplace: true };
    const logs = `s3://${bucket.bucketName}/AWSLogs/${archive.organizationId}`;

    const workgroup = new aws.athena.Workgroup(
      name,
      {
        region,
        name: WORKGROUP,
        description: "Questions to the logs of the organization",
        configuration: {
          enforceWorkgroupConfiguration: true,
          publishCloudwatchMetricsEnabled: true,
          bytesScannedCutoffPerQuery: args.bytesPerQuery ?? 1024 ** 4,
          managedQueryResultsConfiguration: { enabled: true },
        },
      },
      named,
    );
    const database = new aws.glue.CatalogDatabase(
      name,
      { region, name: LOG_DATABASE, description: "Logs of the organization" },
      named,
    );
    new aws.glue.CatalogTable(
      name,
      {
        region,
        name: TABLE,
        databaseName: database.name,
        description: "Management events of every account and Region",
        tableType: "EXTERNAL_TABLE",
        parameters: partitionProjection(logs, args.accountIds, partition, args.retentionDays),
        partitionKeys: [...trailPartitionKeys],
        storageDescriptor: {
          location: `${logs}/`,
          columns: [...trailColumns],
          inputFormat: "com.amazon.emr.cloudtrail.CloudTrailInputFormat",
          outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
          serDeInfo: { serializationLibrary: "org.apache.hive.hcatalog.data.JsonSerDe" },
        },
      },
      { ...named, dependsOn: [bucket.ready] },
    );
    for (const saved of savedQueries(`${LOG_DATABASE}.${TABLE}`, BREAK_GLASS_ROLE)) {
      new aws.athena.NamedQuery(
        `${name}-${saved.name}`,
        { ...saved, region, database: database.name, workgroup: workgroup.id },
        child,
      );
    }

    this.workgroupName = workgroup.name;
    this.registerOutputs({ workgroupName: this.workgroupName });
  }
}

/** Least limit of a query: 10 MiB. @see https://docs.aws.amazon.com/athena/latest/APIReference/API_WorkGroupConfiguration.html */
const LEAST_BYTES = 10_485_760;

function checkArguments({
  bucket,
  accountIds,
  retentionDays,
  bytesPerQuery,
}: LogQueriesArgs): void {
  if (bucket.source !== "cloudtrail") {
    throw new ArgumentError(
      "bucket",
      `must be the bucket of the organization trail, got ${bucket.bucketName} of ${bucket.source}; hand over the trail's`,
    );
  }
  checkList("accountIds", accountIds, { remedy: "Athena finds the logs of listed accounts only" });
  accountIds.forEach((id, index) => {
    checkAccountId(`accountIds[${index}]`, id);
  });
  const remedy = "give the retention of the trail's bucket";
  checkWhole("retentionDays", retentionDays, { least: 1, unit: "days", remedy });
  if (bytesPerQuery !== undefined) {
    checkWhole("bytesPerQuery", bytesPerQuery, {
      least: LEAST_BYTES,
      unit: "bytes",
      remedy: "Athena takes no lower limit",
    });
  }
}
