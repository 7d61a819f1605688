import type { PolicyCases } from "../cases";

const BLOCK = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a block that is off",
      type: BLOCK,
      inputs: { state: "unblocked" },
      message: /set state to block-all-sharing/,
    },
    {
      title: "a block that leaves public snapshots public",
      type: BLOCK,
      inputs: { state: "block-new-sharing" },
      message: /allows public snapshots/,
    },
  ],
  compliant: [{ type: BLOCK, inputs: { state: "block-all-sharing" } }],
};
