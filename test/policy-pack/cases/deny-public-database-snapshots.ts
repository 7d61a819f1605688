import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const types = [
  "aws:rds/clusterSnapshot:ClusterSnapshot",
  "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
  "aws:rds/snapshot:Snapshot",
  "aws:rds/snapshotCopy:SnapshotCopy",
];

export const cases: PolicyCases = {
  violating: types.map((type) => ({
    title: `a ${type} that is shared with everyone among others`,
    type,
    inputs: { sharedAccounts: ["123456789012", "all"] },
    message: /is shared with every AWS account/,
  })),
  compliant: types.flatMap((type) => [
    { type },
    { type, inputs: { sharedAccounts: ["123456789012"] } },
    { type, inputs: { sharedAccounts: [UNKNOWN] } },
  ]),
};
