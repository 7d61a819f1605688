import type { PolicyCases } from "../cases";

const ACCESS = "aws:ec2/serialConsoleAccess:SerialConsoleAccess";

export const cases: PolicyCases = {
  violating: [
    {
      title: "access without the setting, whose default is open",
      type: ACCESS,
      message: /set enabled to false/,
    },
    {
      title: "access that is open",
      type: ACCESS,
      inputs: { enabled: true },
      message: /enables the serial console/,
    },
  ],
  compliant: [
    { type: ACCESS, inputs: { enabled: false } },
    { type: ACCESS, inputs: { enabled: "false" } },
  ],
};
