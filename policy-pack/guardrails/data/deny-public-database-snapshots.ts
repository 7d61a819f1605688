import { known } from "../support/readings";
import { denyUnless } from "../support/statements";
import { controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denyPublicDatabaseSnapshots: Guardrail = {
  id: "deny-public-database-snapshots",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // No condition key shows the account that a snapshot is shared with, so every share is denied. AWS Backup shares
      // snapshots to copy them to another account, so its role is exempt.
      statements: (context) => [
        denyUnless([...context.exemptRoleArns, ...context.backupRoleArns], {
          Sid: "DenyPublicDatabaseSnapshots",
          Action: [
            "rds:ModifyDBClusterSnapshotAttribute",
            "rds:ModifyDBSnapshotAttribute",
            "redshift-serverless:PutResourcePolicy",
            "redshift:AuthorizeSnapshotAccess",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: [
          "aws:rds/clusterSnapshot:ClusterSnapshot",
          "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
          "aws:rds/snapshot:Snapshot",
          "aws:rds/snapshotCopy:SnapshotCopy",
        ],
        check: (snapshot) => {
          const accounts = known(snapshot, "sharedAccounts");
          return Array.isArray(accounts) && accounts.includes("all")
            ? [{ message: "is shared with every AWS account; remove all from sharedAccounts" }]
            : [];
        },
      },
    ],
  },
  detect: [
    { securityHubControl: "DocumentDB.3" },
    { securityHubControl: "Neptune.3" },
    { securityHubControl: "RDS.1" },
  ],
  parameters: {},
  about: {
    title: "Keep database snapshots private",
    why: "a snapshot contains the whole database, and every account that it is shared with can restore it",
    comply: "Let AWS Backup copy snapshots to another account",
    severity: "critical",
    frameworks: [
      fsbp("RDS.1"),
      fsbp("DocumentDB.3"),
      fsbp("Neptune.3"),
      controlTower("AWS-GR_RDS_SNAPSHOTS_PUBLIC_PROHIBITED"),
    ],
    requirements: [],
    peers: ["Control Tower"],
  },
};
