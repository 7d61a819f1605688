import { type PolicyStatement, rootArn } from "../shared/policy-documents";
import { archiveTrailArn, type LogArchive } from "./log-archive";

/**
 * Statements of the key that encrypts the organization trail's logs, in addition to its administration.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function trailKeyStatements(archive: LogArchive): PolicyStatement[] {
  const { place, managementAccountId, readers } = archive;
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  const source = { "aws:SourceArn": archiveTrailArn(archive) };
  const anyTrail = `arn:${place.partition}:cloudtrail:*:${managementAccountId}:trail/*`;
  return [
    {
      Sid: "TrailEncrypts",
      Effect: "Allow",
      Principal,
      Action: "kms:GenerateDataKey*",
      Resource: "*",
      Condition: {
        StringEquals: source,
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": anyTrail },
      },
    },
    {
      Sid: "TrailDescribesKey",
      Effect: "Allow",
      Principal,
      Action: "kms:DescribeKey",
      Resource: "*",
      Condition: { StringEquals: source },
    },
    {
      Sid: "TrailDecrypts",
      Effect: "Allow",
      Principal,
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: { StringEquals: source },
    },
    {
      Sid: "ReadersDecryptLogs",
      Effect: "Allow",
      Principal: { AWS: readers.accountIds.map((id) => rootArn(place.partition, id)) },
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: {
        Null: { "kms:EncryptionContext:aws:cloudtrail:arn": "false" },
        ArnLike: { "aws:PrincipalArn": readers.roleArns },
      },
    },
  ];
}
