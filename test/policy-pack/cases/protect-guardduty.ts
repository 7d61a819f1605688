import type { PolicyCases } from "../cases";

const DETECTOR = "aws:guardduty/detector:Detector";
const features = [
  "aws:guardduty/detectorFeature:DetectorFeature",
  "aws:guardduty/memberDetectorFeature:MemberDetectorFeature",
];
const FOR_ALL = "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature";
const ORGANIZATION = "aws:guardduty/organizationConfiguration:OrganizationConfiguration";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a detector that is suspended",
      type: DETECTOR,
      inputs: { enable: false },
      message: /is suspended/,
    },
    {
      title: "a detector that is suspended in words",
      type: DETECTOR,
      inputs: { enable: "false" },
      message: /is suspended/,
    },
    {
      title: "an organization without members",
      type: ORGANIZATION,
      inputs: { autoEnableOrganizationMembers: "NONE" },
      message: /enables no account/,
    },
    ...features.map((type) => ({
      title: `a ${type} that is off`,
      type,
      inputs: { name: "S3_DATA_EVENTS", status: "DISABLED" },
      message: /disables a detection feature/,
    })),
    {
      title: "a kind of detection that no account gets",
      type: FOR_ALL,
      inputs: { name: "S3_DATA_EVENTS", autoEnable: "NONE" },
      message: /enables a detection feature in no account/,
    },
  ],
  compliant: [
    ...features.map((type) => ({ type, inputs: { status: "ENABLED" } })),
    { type: FOR_ALL, inputs: { autoEnable: "ALL" } },
    { type: DETECTOR },
    { type: DETECTOR, inputs: { enable: true } },
    { type: ORGANIZATION, inputs: { autoEnableOrganizationMembers: "ALL" } },
  ],
};
