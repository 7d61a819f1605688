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
      message: /is removed without a final snapshot/,
    })),
    {
      title: "an instance that leaves nothing, in words",
      type: INSTANCE,
      inputs: { skipFinalSnapshot: "true" },
      message: /is removed without a final snapshot/,
    },
  ],
  compliant: [
    ...types.map((type) => ({ type, inputs: { skipFinalSnapshot: false } })),
    { type: INSTANCE, inputs: { ...skips, replicateSourceDb: "source" } },
    { type: INSTANCE },
  ],
};
