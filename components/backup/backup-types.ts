import type { TextRule } from "../shared/argument-checks";
import { isCron } from "./cron";

/** Rule of a plan's schedule. @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html */
export const backupSchedule: TextRule = {
  pattern: { test: isCron },
  rule: "a cron expression of AWS: minutes, hours, day of the month, month, day of the week and year, one of the two days being ?",
  remedy: "write it like cron(0 3 * * ? *), in UTC; AWS Backup takes no rate(...)",
};

/**
 * Types that AWS Backup may back up, and whether it manages their backups wholly: only then can copies of them leave the
 * account. Every type is listed: tag selections silently skip a type that is left out. The API refuses one that the
 * Region does not know.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html
 */
const fullyManaged = {
  Aurora: false,
  CloudFormation: true,
  DocumentDB: false,
  DSQL: true,
  DynamoDB: true,
  EBS: false,
  EC2: false,
  EFS: true,
  FSx: false,
  Neptune: false,
  RDS: false,
  Redshift: false,
  "Redshift Serverless": false,
  S3: false,
  "SAP HANA on Amazon EC2": false,
  "Storage Gateway": false,
  VirtualMachine: false,
} as const satisfies Record<string, boolean>;

type Type = keyof typeof fullyManaged;

/** Names of all types. */
export const backupTypes: readonly string[] = Object.keys(fullyManaged);

/**
 * Types whose settings AWS returns although no deployment sends them: those of other services, and newer ones.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeRegionSettings.html
 */
const returnedToo: readonly string[] = ["EKS", "Timestream"];

/** Names of all types whose settings AWS may return, in addition to those that a deployment sends. */
export function unsentTypes(sent: readonly string[]): readonly string[] {
  return [...backupTypes, ...returnedToo].filter((type) => !sent.includes(type));
}

/** Types of a workload account's own data: its database, and the volumes of its cluster's storage class. */
export const workloadBackupTypes: readonly string[] = ["RDS", "EBS"] satisfies Type[];

/** Rule of a type. */
export const backupType: TextRule = {
  pattern: new RegExp(`^(?:${backupTypes.join("|")})$`),
  rule: "a type that AWS Backup knows",
  remedy: `use one of ${backupTypes.join(", ")}`,
};

/** Names of the types whose backups AWS Backup manages wholly. */
export const fullyManagedTypes: readonly string[] = Object.entries(fullyManaged).flatMap(
  ([type, managed]) => (managed ? [type] : []),
);
