import { archiveTamperingActions } from "../../policy-pack/guardrails/evidence/protect-cloudtrail";
import { logBucketArn, type LogSource } from "../shared/naming";
import { denyPlainHttp, type PolicyStatement, rootArn } from "../shared/policy-documents";
import { logKinds } from "./bucket-kinds";
import type { LogArchive } from "./log-archive";

/** Statements of a log bucket's policy: they admit writers and readers, and deny changes and removal of logs to others. */
export function logBucketStatements(
  source: LogSource,
  region: string,
  archive: LogArchive,
): PolicyStatement[] {
  const bucket = logBucketArn(archive.organization, source, { ...archive.place, region });
  return [
    ...logKinds[source].delivery(bucket, region, archive),
    allowReaders(bucket, archive),
    denyPlainHttp(bucket),
    denyReading(bucket, archive),
    denyTampering(bucket, archive),
  ];
}

/** Readers of other accounts need this on top of their own permissions. */
function allowReaders(bucket: string, { place, readers }: LogArchive): PolicyStatement {
  return {
    Sid: "ReadersRead",
    Effect: "Allow",
    Principal: { AWS: readers.accountIds.map((id) => rootArn(place.partition, id)) },
    Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:GetBucketLocation"],
    Resource: [bucket, `${bucket}/*`],
    Condition: { ArnLike: { "aws:PrincipalArn": readers.roleArns } },
  };
}

/** Keeps the readers few, even if other roles of the account have more permissions. */
function denyReading(bucket: string, { readers, administrators }: LogArchive): PolicyStatement {
  return {
    Sid: "OthersDoNotRead",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:GetObject", "s3:GetObjectVersion"],
    Resource: `${bucket}/*`,
    Condition: {
      ArnNotLike: { "aws:PrincipalArn": [...readers.roleArns, ...administrators] },
      Bool: { "aws:PrincipalIsAWSService": "false" },
    },
  };
}

/** The account's own root can still remove the policy; guardrails and central root close that. */
function denyTampering(bucket: string, { administrators }: LogArchive): PolicyStatement {
  return {
    Sid: "OthersDoNotTamper",
    Effect: "Deny",
    Principal: "*",
    Action: archiveTamperingActions,
    Resource: [bucket, `${bucket}/*`],
    Condition: { ArnNotLike: { "aws:PrincipalArn": administrators } },
  };
}
