import type { PolicyCases } from "../cases";

const ENROLLMENT = "aws:computeoptimizer/enrollmentStatus:EnrollmentStatus";

export const cases: PolicyCases = {
  violating: [
    {
      title: "recommendations that are switched off",
      type: ENROLLMENT,
      inputs: { status: "Inactive" },
      message: /switches cost recommendations off/,
    },
  ],
  compliant: [{ type: ENROLLMENT, inputs: { status: "Active" } }],
};
