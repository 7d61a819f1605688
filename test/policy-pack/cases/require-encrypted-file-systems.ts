import type { PolicyCases } from "../cases";

const SYSTEM = "aws:efs/fileSystem:FileSystem";

export const cases: PolicyCases = {
  violating: [
    { title: "a file system that does not say", type: SYSTEM, says: /does not set encrypted/ },
    {
      title: "a file system that says no",
      type: SYSTEM,
      inputs: { encrypted: false },
      says: /does not set encrypted to true; set it now/,
    },
  ],
  compliant: [
    { type: SYSTEM, inputs: { encrypted: true } },
    { type: SYSTEM, inputs: { encrypted: "true" } },
  ],
};
