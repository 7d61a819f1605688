import type { PolicyCases } from "../cases";

const POLICY = "aws:securityhub/configurationPolicy:ConfigurationPolicy";
const CONTROL = "aws:securityhub/standardsControl:StandardsControl";
const ASSOCIATION = "aws:securityhub/standardsControlAssociation:StandardsControlAssociation";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a policy that switches everything off",
      type: POLICY,
      inputs: { configurationPolicy: { serviceEnabled: false } },
      message: /switches Security Hub off/,
    },
    {
      title: "a policy that switches everything off in words",
      type: POLICY,
      inputs: { configurationPolicy: { serviceEnabled: "false" } },
      message: /switches Security Hub off/,
    },
    {
      title: "a control that one account switches off",
      type: CONTROL,
      inputs: { controlStatus: "DISABLED" },
      message: /disables a control/,
    },
    {
      title: "a control that one account takes out of a standard",
      type: ASSOCIATION,
      inputs: { associationStatus: "DISABLED" },
      message: /disables a control/,
    },
  ],
  compliant: [
    { type: POLICY, inputs: { configurationPolicy: { serviceEnabled: true } } },
    { type: CONTROL, inputs: { controlStatus: "ENABLED" } },
    { type: ASSOCIATION, inputs: { associationStatus: "ENABLED" } },
  ],
};
