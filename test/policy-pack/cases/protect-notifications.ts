import type { PolicyCases } from "../cases";

const RULE = "aws:cloudwatch/eventRule:EventRule";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a rule of the platform that is off",
      type: RULE,
      inputs: { name: "platform-guardduty-findings", state: "DISABLED" },
      message: /is switched off/,
    },
    {
      title: "a rule of the platform that is off by the older argument",
      type: RULE,
      inputs: { name: "platform-guardduty-findings", isEnabled: "false" },
      message: /is switched off/,
    },
  ],
  compliant: [
    { type: RULE, inputs: { name: "platform-guardduty-findings" } },
    {
      type: RULE,
      inputs: { name: "platform-guardduty-findings", state: "ENABLED", isEnabled: true },
    },
    { type: RULE, inputs: { name: "shop-nightly", state: "DISABLED" } },
    { type: RULE, inputs: { name: "platform-nightly", state: "DISABLED" } },
    { type: RULE, inputs: { state: "DISABLED" } },
  ],
};
