import { isTrue, known } from "../support/readings";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireFinalSnapshots: Guardrail = {
  id: "require-final-snapshots",
  deny: { none: "no condition key tells whether a final snapshot is made" },
  preview: {
    resource: [
      {
        types: [
          "aws:docdb/cluster:Cluster",
          "aws:neptune/cluster:Cluster",
          "aws:rds/cluster:Cluster",
          "aws:rds/instance:Instance",
          "aws:redshift/cluster:Cluster",
        ],
        check: leavesSnapshot,
      },
    ],
  },
  detect: { none: "whether a final snapshot is made is told with the deletion, not before" },
  calls: ["rds:DeleteDBCluster", "rds:DeleteDBInstance", "redshift:DeleteCluster"],
  parameters: {},
  scope: { environments: ["production"] },
  about: {
    title: "Keep a last snapshot of each database of production",
    why: "a database that is removed by a wrong line of code takes its automated backups with it",
    comply: "Remove skipFinalSnapshot and name the snapshot by finalSnapshotIdentifier",
    severity: "medium",
    frameworks: [wellArchitected("REL09-BP01")],
    requirements: ["S10"],
    peers: [],
  },
};

/** A replica is made from its source again. */
function leavesSnapshot(database: ResourceView): Finding[] {
  const isReplica =
    database.type === "aws:rds/instance:Instance" &&
    database.read("replicateSourceDb").state !== "absent";
  return !isReplica && isTrue(known(database, "skipFinalSnapshot"))
    ? [
        {
          message:
            "leaves nothing when it is removed; remove skipFinalSnapshot: true and set finalSnapshotIdentifier",
        },
      ]
    : [];
}
