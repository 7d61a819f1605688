import type { PolicyCases } from "../cases";

const BLOCK = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a block that is off",
      type: BLOCK,
      inputs: { state: "unblocked" },
      says: /set state to block-all-sharing/,
    },
    {
      title: "a block that leaves public snapshots public",
      type: BLOCK,
      inputs: { state: "block-new-sharing" },
      says: /leaves snapshots open to everyone/,
    },
  ],
  compliant: [{ type: BLOCK, inputs: { state: "block-all-sharing" } }],
};
