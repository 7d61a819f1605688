import { denyExcept, denyUnless } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectAutomatedBackups: Guardrail = {
  id: "protect-automated-backups",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => {
        // AWS Backup removes what has expired as the role that made it.
        const allowed = [...context.lastResortRoleArns, ...context.backupRoleArns];
        const rds = `arn:${context.partition}:rds:*:*`;
        return [
          denyUnless(allowed, {
            Sid: "ProtectAutomatedBackups",
            Action: [
              "dynamodb:DeleteBackup",
              "fsx:DeleteBackup",
              "rds:DeleteDBClusterAutomatedBackup",
              "rds:DeleteDBInstanceAutomatedBackup",
            ],
            Resource: ["*"],
          }),
          denyUnless(allowed, {
            Sid: "ProtectAutomatedBackupsSnapshots",
            Action: ["rds:DeleteDBClusterSnapshot", "rds:DeleteDBSnapshot"],
            Resource: [`${rds}:cluster-snapshot:awsbackup:*`, `${rds}:snapshot:awsbackup:*`],
          }),
          denyUnless(allowed, {
            Sid: "ProtectAutomatedBackupsVolumes",
            Action: ["ec2:DeleteSnapshot"],
            Resource: ["*"],
            Condition: { Null: { "aws:ResourceTag/aws:backup:source-resource": ["false"] } },
          }),
          // Point-in-time recovery of tables is left out: switching it on is the same call, and every module makes it.
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
    none: "a backup is deleted by a call; how long it is kept is the business of require-database-backups",
  },
  detect: { none: "AWS Config has no managed rule for backups that were deleted" },
  parameters: {},
  about: {
    title: "Protect the backups that databases and file systems make themselves",
    why: "point-in-time recovery is the shortest way back, and deleting it takes one call",
    comply: "Let automated backups and the snapshots of AWS Backup end by their retention",
    severity: "high",
    frameworks: [wellArchitected("REL09-BP02")],
    requirements: ["S10"],
    peers: [],
  },
};
