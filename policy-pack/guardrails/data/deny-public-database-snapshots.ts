import { known } from "../support/readings";
import { denyUnless } from "../support/statements";
import { controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denyPublicDatabaseSnapshots: Guardrail = {
  id: "deny-public-database-snapshots",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // No request tells whom it shares with, so all are refused. AWS Backup shares what it copies to another account.
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
    title: "Keep snapshots of databases private",
    why: "a snapshot shared with everyone, or with the wrong account, is the whole database for whoever restores it",
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
