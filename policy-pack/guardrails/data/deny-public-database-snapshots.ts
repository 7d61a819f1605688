import { known } from "../support/readings";
import { controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denyPublicDatabaseSnapshots: Guardrail = {
  id: "deny-public-database-snapshots",
  deny: {
    none: "no condition key shows the account that a snapshot is shared with: a deny would refuse the copies of AWS Backup and every share within the company",
  },
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
  calls: [
    "rds:ModifyDBClusterSnapshotAttribute",
    "rds:ModifyDBSnapshotAttribute",
    "redshift-serverless:PutResourcePolicy",
    "redshift:AuthorizeSnapshotAccess",
  ],
  parameters: {},
  about: {
    title: "Keep database snapshots private",
    why: "a snapshot contains the whole database, and every account that it is shared with can restore it",
    comply: "Share a snapshot with accounts of the company only, or let AWS Backup copy it",
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
