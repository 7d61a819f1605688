import type { PolicyCases } from "../cases";

const ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment";

export const cases: PolicyCases = {
  violating: [
    {
      title: "an assignment to one person",
      type: ASSIGNMENT,
      inputs: { principalType: "USER" },
      message: /is assigned to one person; set principalType to GROUP/,
    },
  ],
  compliant: [{ type: ASSIGNMENT, inputs: { principalType: "GROUP" } }],
};
