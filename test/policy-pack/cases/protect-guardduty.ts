import type { PolicyCases } from "../cases";

const DETECTOR = "aws:guardduty/detector:Detector";
const ORGANIZATION = "aws:guardduty/organizationConfiguration:OrganizationConfiguration";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a detector that is suspended",
      type: DETECTOR,
      inputs: { enable: false },
      says: /is suspended/,
    },
    {
      title: "a detector that is suspended in words",
      type: DETECTOR,
      inputs: { enable: "false" },
      says: /is suspended/,
    },
    {
      title: "an organization without members",
      type: ORGANIZATION,
      inputs: { autoEnableOrganizationMembers: "NONE" },
      says: /enables no account/,
    },
  ],
  compliant: [
    { type: DETECTOR },
    { type: DETECTOR, inputs: { enable: true } },
    { type: ORGANIZATION, inputs: { autoEnableOrganizationMembers: "ALL" } },
  ],
};
