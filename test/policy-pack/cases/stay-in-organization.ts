import type { PolicyCases } from "../cases";

const ACCOUNT = "aws:organizations/account:Account";

export const cases: PolicyCases = {
  violating: [
    {
      title: "an account that is closed with its resource",
      type: ACCOUNT,
      inputs: { closeOnDeletion: true },
      message: /remove closeOnDeletion/,
    },
    {
      title: "an account that is closed, written as text",
      type: ACCOUNT,
      inputs: { closeOnDeletion: "true" },
      message: /remove closeOnDeletion/,
    },
  ],
  compliant: [{ type: ACCOUNT }, { type: ACCOUNT, inputs: { closeOnDeletion: false } }],
};
