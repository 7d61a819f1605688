import type { PolicyCases } from "../cases";

const types = [
  "aws:docdb/cluster:Cluster",
  "aws:neptune/cluster:Cluster",
  "aws:rds/cluster:Cluster",
  "aws:rds/instance:Instance",
  "aws:redshift/cluster:Cluster",
];
const INSTANCE = "aws:rds/instance:Instance";
const skips = { skipFinalSnapshot: true };

export const cases: PolicyCases = {
  violating: [
    ...types.map((type) => ({
      title: `${type} that leaves nothing`,
      type,
      inputs: skips,
      says: /leaves nothing when it is removed/,
    })),
    {
      title: "an instance that leaves nothing, in words",
      type: INSTANCE,
      inputs: { skipFinalSnapshot: "true" },
      says: /leaves nothing/,
    },
  ],
  compliant: [
    ...types.map((type) => ({ type, inputs: { skipFinalSnapshot: false } })),
    { type: INSTANCE, inputs: { ...skips, replicateSourceDb: "source" } },
    { type: INSTANCE },
  ],
};
