import { isFalse, objects } from "../support/readings";
import { fsbp, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireDatabaseBackups: Guardrail = {
  id: "require-database-backups",
  deny: { none: "no condition key shows the retention of backups" },
  preview: {
    resource: [
      { types: Object.keys(retentionProperties()), check: areKeptLongEnough },
      { types: ["aws:dynamodb/table:Table"], check: isRecoverable },
    ],
    // Retention is not set here: an instance without automated backups restarts when it gets them.
    remedies: [
      {
        types: ["aws:dynamodb/table:Table"],
        inputs: (table) =>
          table.read("pointInTimeRecovery").state === "absent"
            ? { pointInTimeRecovery: { enabled: true } }
            : {},
      },
    ],
  },
  detect: [
    {
      configRule: "DB_INSTANCE_BACKUP_ENABLED",
      inputParametersOf: ({ minimumDays }) => [{ backupRetentionMinimum: String(minimumDays) }],
    },
    { configRule: "DYNAMODB_PITR_ENABLED" },
  ],
  calls: [
    "docdb-elastic:CreateCluster",
    "docdb-elastic:UpdateCluster",
    "dynamodb:CreateTable",
    "dynamodb:UpdateContinuousBackups",
    "rds:CreateDBCluster",
    "rds:CreateDBInstance",
    "rds:ModifyDBCluster",
    "rds:ModifyDBInstance",
    "redshift:CreateCluster",
    "redshift:ModifyCluster",
  ],
  parameters: {
    minimumDays: {
      type: "number",
      minimum: 1,
      maximum: 35,
      description: "Least number of days that automated backups are kept",
      default: 7,
    },
  },
  scope: { environments: ["production", "staging", "shared"] },
  about: {
    title: "Keep backups of databases for any point in time",
    why: "a wrong deletion is often noticed after days, and then the last daily backup contains the mistake or has expired",
    comply: "Keep automated backups for a week or more, and set pointInTimeRecovery of tables",
    severity: "high",
    frameworks: [fsbp("RDS.11"), fsbp("DynamoDB.2"), wellArchitected("REL09-BP03")],
    requirements: ["r2.15"],
    peers: ["AWSGuard", "Pulumi compliance policies"],
  },
};

/** Property with the days of retention, by type. Each defaults to one day or none. */
function retentionProperties(): Readonly<Record<string, string>> {
  return {
    "aws:docdb/cluster:Cluster": "backupRetentionPeriod",
    "aws:docdb/elasticCluster:ElasticCluster": "backupRetentionPeriod",
    "aws:neptune/cluster:Cluster": "backupRetentionPeriod",
    "aws:rds/cluster:Cluster": "backupRetentionPeriod",
    "aws:rds/instance:Instance": "backupRetentionPeriod",
    "aws:redshift/cluster:Cluster": "automatedSnapshotRetentionPeriod",
  };
}

/** A replica needs no backups: it can be created from its source again. */
function areKeptLongEnough(database: ResourceView, { minimumDays }: ParameterValues): Finding[] {
  const property = retentionProperties()[database.type] ?? "backupRetentionPeriod";
  const isInstance = database.type === "aws:rds/instance:Instance";
  const days = database.read(property);
  if (
    days.state === "unknown" ||
    (isInstance && database.read("replicateSourceDb").state !== "absent") ||
    (days.state === "known" && Number(days.value) >= Number(minimumDays))
  ) {
    return [];
  }
  return [
    {
      message: `keeps its backups for less than ${Number(minimumDays)} days; set ${property} to that or more`,
    },
  ];
}

function isRecoverable(table: ResourceView): Finding[] {
  const recovery = table.read("pointInTimeRecovery");
  const isOff =
    recovery.state === "absent" ||
    (recovery.state === "known" && objects(recovery.value).some(({ enabled }) => isFalse(enabled)));
  return isOff
    ? [
        {
          message:
            "cannot be recovered to a point in time; set pointInTimeRecovery.enabled to true",
        },
      ]
    : [];
}
