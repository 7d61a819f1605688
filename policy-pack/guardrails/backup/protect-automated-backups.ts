import { denyExcept, denyUnless } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectAutomatedBackups: Guardrail = {
  id: "protect-automated-backups",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { backupRoles }) => {
        // AWS Backup deletes expired backups by the role that created them.
        const allowed = [
          ...context.lastResortRoleArns,
          ...context.backupRoleArns,
          ...(backupRoles as readonly string[]).map(
            (role) => `arn:${context.partition}:iam::*:role/${role}`,
          ),
        ];
        const rds = `arn:${context.partition}:rds:*:*`;
        return [
          denyUnless(allowed, {
            Sid: "ProtectAutomatedBackups",
            Action: ["rds:DeleteDBClusterAutomatedBackup", "rds:DeleteDBInstanceAutomatedBackup"],
            Resource: ["*"],
          }),
          denyUnless(allowed, {
            Sid: "ProtectAutomatedBackupsSnapshots",
            Action: ["rds:DeleteDBClusterSnapshot", "rds:DeleteDBSnapshot"],
            Resource: [`${rds}:cluster-snapshot:awsbackup:*`, `${rds}:snapshot:awsbackup:*`],
          }),
          denyUnless(allowed, {
            Sid: "ProtectAutomatedBackupsVolumes",
            Action: ["ec2:DeleteSnapshot", "fsx:DeleteBackup"],
            Resource: ["*"],
            Condition: { Null: { "aws:ResourceTag/aws:backup:source-resource": ["false"] } },
          }),
          // dynamodb:UpdateContinuousBackups is missing on purpose: switching recovery on and off is the same call, and
          // every module for tables uses it.
          denyExcept(context, {
            Sid: "ProtectAutomatedBackupsSettings",
            Action: [
              "ec2:UnlockSnapshot",
              "rbin:DeleteRule",
              "rbin:UnlockRule",
              "rbin:UpdateRule",
              "rds:StopDBInstanceAutomatedBackupsReplication",
            ],
            Resource: ["*"],
          }),
        ];
      },
    },
  ],
  preview: {
    none: "an API call deletes a backup, not a program; require-database-backups checks the retention",
  },
  detect: { none: "AWS Config has no managed rule for deleted backups" },
  parameters: {
    backupRoles: {
      type: "strings",
      of: "name",
      mayBeEmpty: true,
      description:
        "Further roles that AWS Backup assumes, with their paths: they delete what has expired",
      default: ["service-role/AWSBackupDefaultServiceRole"],
    },
  },
  about: {
    title: "Protect the automated backups of databases and file systems",
    why: "point-in-time recovery is the fastest way to restore data, and one API call deletes it",
    comply: "Let automated backups and the snapshots of AWS Backup expire by their retention",
    severity: "high",
    frameworks: [wellArchitected("REL09-BP02")],
    requirements: ["S10"],
    peers: [],
  },
};
