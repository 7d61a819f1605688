import * as aws from "@pulumi/aws";
import { partitionOf } from "../shared/place";

/** A column of the trail's table: its name and its type as Hive writes it. */
export interface Column {
  readonly name: string;
  readonly type: string;
}

const sessionContext = struct({
  attributes: struct({ mfaauthenticated: "string", creationdate: "string" }),
  sessionissuer: struct({
    type: "string",
    principalid: "string",
    arn: "string",
    accountid: "string",
    username: "string",
  }),
  ec2roledelivery: "string",
  webidfederationdata: struct({
    federatedprovider: "string",
    attributes: "map<string,string>",
  }),
});

/**
 * Columns of CloudTrail's log records.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 */
export const trailColumns: readonly Column[] = [
  ...strings("eventversion"),
  {
    name: "useridentity",
    type: struct({
      type: "string",
      principalid: "string",
      arn: "string",
      accountid: "string",
      invokedby: "string",
      accesskeyid: "string",
      username: "string",
      onbehalfof: struct({ userid: "string", identitystorearn: "string" }),
      sessioncontext: sessionContext,
    }),
  },
  ...strings(
    "eventtime",
    "eventsource",
    "eventname",
    "awsregion",
    "sourceipaddress",
    "useragent",
    "errorcode",
    "errormessage",
    "requestparameters",
    "responseelements",
    "additionaleventdata",
    "requestid",
    "eventid",
    "readonly",
  ),
  {
    name: "resources",
    type: `array<${struct({ arn: "string", accountid: "string", type: "string" })}>`,
  },
  ...strings(
    "eventtype",
    "apiversion",
    "recipientaccountid",
    "serviceeventdetails",
    "sharedeventid",
    "vpcendpointid",
    "eventcategory",
  ),
  {
    name: "tlsdetails",
    type: struct({
      tlsversion: "string",
      ciphersuite: "string",
      clientprovidedhostheader: "string",
    }),
  },
];

/** Columns that the logs are laid out by. A query should narrow each: every value left open is one more folder to list. */
export const trailPartitionKeys: readonly Column[] = strings("account", "region", "day");

/**
 * Parameters that let Athena derive the partitions from the layout of the bucket, so that nothing has to register them.
 *
 * Regions are all that AWS has in the partition, not only the governed ones: a call in any other is what an
 * investigation looks for.
 *
 * @param logs Location of the organization's logs, `s3://bucket/AWSLogs/<organization>`.
 * @param retentionDays How far back there are logs.
 */
export function partitionProjection(
  logs: string,
  accountIds: readonly string[],
  partition: string,
  retentionDays: number,
): Record<string, string> {
  const regions = Object.values(aws.Region).filter((region) => partitionOf(region) === partition);
  return {
    EXTERNAL: "TRUE",
    "projection.enabled": "true",
    "projection.account.type": "enum",
    "projection.account.values": accountIds.join(","),
    "projection.region.type": "enum",
    "projection.region.values": regions.sort().join(","),
    "projection.day.type": "date",
    "projection.day.format": "yyyy/MM/dd",
    "projection.day.range": `NOW-${retentionDays}DAYS,NOW`,
    "projection.day.interval": "1",
    "projection.day.interval.unit": "DAYS",
    "storage.location.template": `${logs}/\${account}/CloudTrail/\${region}/\${day}`,
  };
}

function strings(...names: string[]): Column[] {
  return names.map((name) => ({ name, type: "string" }));
}

function struct(fields: Readonly<Record<string, string>>): string {
  return `struct<${Object.entries(fields)
    .map(([name, type]) => `${name}:${type}`)
    .join(",")}>`;
}
