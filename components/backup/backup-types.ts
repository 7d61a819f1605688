/**
 * Types that AWS Backup may back up, every one of them named: a type that is left out is skipped by tag selections
 * without a word, and one that the Region does not know is refused.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html
 */
export const backupTypes: readonly string[] = [
  "Aurora",
  "CloudFormation",
  "DocumentDB",
  "DSQL",
  "DynamoDB",
  "EBS",
  "EC2",
  "EFS",
  "FSx",
  "Neptune",
  "RDS",
  "Redshift",
  "Redshift Serverless",
  "S3",
  "SAP HANA on Amazon EC2",
  "Storage Gateway",
  "VirtualMachine",
];

/** Types whose backups AWS Backup manages wholly: only then can copies of them leave the account. */
export const MANAGED_TYPES = ["CloudFormation", "DSQL", "DynamoDB", "EFS"];
