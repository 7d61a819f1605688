import type { PolicyCases } from "../cases";

const KEY = "aws:iam/serviceSpecificCredential:ServiceSpecificCredential";
const bedrock = { serviceName: "bedrock.amazonaws.com", userName: "app" };

export const cases: PolicyCases = {
  violating: [
    {
      title: "a key that never expires",
      type: KEY,
      inputs: bedrock,
      message: /never expires; set credentialAgeDays to 30 or less/,
    },
    {
      title: "a key that lives for a year",
      type: KEY,
      inputs: { ...bedrock, credentialAgeDays: 365 },
      message: /expires only after 365 days/,
    },
    {
      title: "a key that lives for 90 days, written as text",
      type: KEY,
      inputs: { ...bedrock, credentialAgeDays: "90" },
      message: /expires only after 90 days/,
    },
  ],
  compliant: [
    { type: KEY, inputs: { ...bedrock, credentialAgeDays: 30 } },
    { type: KEY, inputs: { serviceName: "codecommit.amazonaws.com", userName: "app" } },
  ],
};
