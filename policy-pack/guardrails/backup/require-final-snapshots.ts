import { isTrue, known } from "../support/readings";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireFinalSnapshots: Guardrail = {
  id: "require-final-snapshots",
  deny: { none: "no condition key shows whether a deletion takes a final snapshot" },
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
  detect: {
    none: "the deletion itself requests the final snapshot, so an existing database does not show it",
  },
  calls: ["rds:DeleteDBCluster", "rds:DeleteDBInstance", "redshift:DeleteCluster"],
  parameters: {},
  scope: { environments: ["production"] },
  about: {
    title: "Keep a last snapshot of each production database",
    why: "a database that a mistake in the code removes loses its automated backups as well",
    comply: "Remove skipFinalSnapshot and name the snapshot by finalSnapshotIdentifier",
    severity: "medium",
    frameworks: [wellArchitected("REL09-BP01")],
    requirements: ["S10"],
    peers: [],
  },
};

/** A replica needs no snapshot: it can be created from its source again. */
function leavesSnapshot(database: ResourceView): Finding[] {
  const isReplica =
    database.type === "aws:rds/instance:Instance" &&
    database.read("replicateSourceDb").state !== "absent";
  return !isReplica && isTrue(known(database, "skipFinalSnapshot"))
    ? [
        {
          message:
            "is removed without a final snapshot; remove skipFinalSnapshot: true and set finalSnapshotIdentifier",
        },
      ]
    : [];
}
