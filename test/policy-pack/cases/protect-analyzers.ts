import type { PolicyCases } from "../cases";

const DETECTIVE = "aws:detective/organizationConfiguration:OrganizationConfiguration";
const INSPECTOR = "aws:inspector2/organizationConfiguration:OrganizationConfiguration";
const MACIE = "aws:macie2/organizationConfiguration:OrganizationConfiguration";
const SESSION = "aws:macie2/account:Account";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a graph that leaves new accounts out",
      type: DETECTIVE,
      inputs: { autoEnable: false },
      message: /does not scan new accounts/,
    },
    {
      title: "Macie leaving new accounts out, in words",
      type: MACIE,
      inputs: { autoEnable: "false" },
      message: /does not scan new accounts/,
    },
    {
      title: "Inspector without images",
      type: INSPECTOR,
      inputs: { autoEnable: { ec2: true, ecr: false } },
      message: /does not scan ecr/,
    },
    {
      title: "Inspector without instances",
      type: INSPECTOR,
      inputs: { autoEnable: { ec2: "false", ecr: true } },
      message: /does not scan ec2/,
    },
    { title: "Macie paused", type: SESSION, inputs: { status: "PAUSED" }, message: /pauses Macie/ },
  ],
  compliant: [
    { type: DETECTIVE, inputs: { autoEnable: true } },
    { type: MACIE, inputs: { autoEnable: true } },
    { type: INSPECTOR, inputs: { autoEnable: { ec2: true, ecr: true, lambda: false } } },
    { type: SESSION },
    { type: SESSION, inputs: { status: "ENABLED" } },
  ],
};
