import type { PolicyCases } from "../cases";

const FEATURES = "aws:iam/organizationsFeatures:OrganizationsFeatures";

export const cases: PolicyCases = {
  violating: [
    {
      title: "central root access without sessions",
      type: FEATURES,
      inputs: { enabledFeatures: ["RootCredentialsManagement"] },
      message: /does not enable RootSessions/,
    },
    {
      title: "central root access without any feature",
      type: FEATURES,
      message: /does not enable RootCredentialsManagement/,
    },
  ],
  compliant: [
    { type: FEATURES, inputs: { enabledFeatures: ["RootSessions", "RootCredentialsManagement"] } },
  ],
};
