import type { PolicyCases } from "../cases";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

export const cases: PolicyCases = {
  violating: [
    {
      title: "an alarm that does nothing",
      type: ALARM,
      inputs: { actionsEnabled: false },
      message: /has its actions switched off/,
    },
    {
      title: "an alarm of alarms that does nothing",
      type: COMPOSITE,
      inputs: { actionsEnabled: "false" },
      message: /has its actions switched off/,
    },
  ],
  compliant: [
    { type: ALARM },
    { type: ALARM, inputs: { actionsEnabled: true } },
    { type: COMPOSITE, inputs: { actionsEnabled: true } },
  ],
};
