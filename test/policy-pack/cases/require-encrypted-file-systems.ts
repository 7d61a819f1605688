import type { PolicyCases } from "../cases";

const SYSTEM = "aws:efs/fileSystem:FileSystem";

export const cases: PolicyCases = {
  violating: [
    { title: "a file system without the setting", type: SYSTEM, message: /does not set encrypted/ },
    {
      title: "a file system that sets false",
      type: SYSTEM,
      inputs: { encrypted: false },
      message: /does not set encrypted to true; set it now/,
    },
  ],
  compliant: [
    { type: SYSTEM, inputs: { encrypted: true } },
    { type: SYSTEM, inputs: { encrypted: "true" } },
  ],
};
