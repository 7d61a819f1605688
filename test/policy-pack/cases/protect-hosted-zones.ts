import type { PolicyCases } from "../cases";

const ZONE = "aws:route53/zone:Zone";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a zone that goes with its records",
      type: ZONE,
      inputs: { forceDestroy: true },
      message: /is deleted with all its records/,
    },
    {
      title: "a zone that goes with its records, as text",
      type: ZONE,
      inputs: { forceDestroy: "true" },
      message: /is deleted with all its records/,
    },
  ],
  compliant: [{ type: ZONE }, { type: ZONE, inputs: { forceDestroy: false } }],
};
