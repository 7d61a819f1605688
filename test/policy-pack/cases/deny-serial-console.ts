import type { PolicyCases } from "../cases";

const ACCESS = "aws:ec2/serialConsoleAccess:SerialConsoleAccess";

export const cases: PolicyCases = {
  violating: [
    {
      title: "access that does not say, which opens it",
      type: ACCESS,
      says: /set enabled to false/,
    },
    {
      title: "access that is open",
      type: ACCESS,
      inputs: { enabled: true },
      says: /opens the serial console/,
    },
  ],
  compliant: [
    { type: ACCESS, inputs: { enabled: false } },
    { type: ACCESS, inputs: { enabled: "false" } },
  ],
};
