import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

export const cases: PolicyCases = {
  violating: [
    {
      title: "an alarm on the estimated charges",
      type: ALARM,
      inputs: { namespace: "AWS/Billing", metricName: "EstimatedCharges", threshold: 100 },
      message: /watches the billing metric, which excludes Marketplace charges; create a budget/,
    },
    {
      title: "an alarm whose namespace is not known yet",
      type: ALARM,
      inputs: { namespace: UNKNOWN, metricName: "EstimatedCharges" },
      message: /watches the billing metric/,
    },
    {
      title: "the estimated charges among other metrics",
      type: ALARM,
      inputs: {
        metricQueries: [
          { id: "sum", expression: "a + b" },
          { id: "a", metric: { namespace: "AWS/Billing", metricName: "EstimatedCharges" } },
        ],
      },
      message: /watches the billing metric/,
    },
  ],
  compliant: [
    { type: ALARM, inputs: { namespace: "AWS/RDS", metricName: "CPUUtilization" } },
    {
      type: ALARM,
      inputs: { metricQueries: [{ id: "a", metric: { namespace: "AWS/SQS", metricName: "Age" } }] },
    },
  ],
};
