import type { PolicyCases } from "../cases";

const SETTINGS = "aws:backup/regionSettings:RegionSettings";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a type that is opted out",
      type: SETTINGS,
      inputs: { resourceTypeOptInPreference: { EBS: true, RDS: false } },
      message: /opts out of backups of RDS/,
    },
    {
      title: "a type that is opted out in words",
      type: SETTINGS,
      inputs: { resourceTypeOptInPreference: { EBS: "false", RDS: true } },
      message: /opts out of backups of EBS/,
    },
  ],
  compliant: [
    {
      type: SETTINGS,
      inputs: { resourceTypeOptInPreference: { EBS: true, RDS: true, VirtualMachine: false } },
    },
  ],
};
