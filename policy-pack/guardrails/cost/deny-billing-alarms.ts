import { known, objects } from "../support/readings";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyBillingAlarms: Guardrail = {
  id: "deny-billing-alarms",
  deny: { none: "no condition key shows the metric of an alarm" },
  preview: {
    resource: [{ types: ["aws:cloudwatch/metricAlarm:MetricAlarm"], check: metricIsNotTheBill }],
  },
  detect: { none: "AWS Config's rules on alarms check actions, not metrics" },
  calls: ["cloudwatch:PutMetricAlarm"],
  parameters: {},
  about: {
    title: "Watch cost with budgets, not with CloudWatch's billing metric",
    why: "the metric excludes Marketplace charges, so its alarm stays silent while the bill grows",
    comply: "Create an aws.budgets.Budget with a notification instead of the alarm",
    severity: "low",
    frameworks: [wellArchitected("COST01-BP05"), wellArchitected("COST03-BP05")],
    requirements: ["r3.6"],
    peers: [],
  },
};

function metricIsNotTheBill(alarm: ResourceView): Finding[] {
  const metrics = [
    { namespace: known(alarm, "namespace"), metricName: known(alarm, "metricName") },
    ...objects(known(alarm, "metricQueries")).flatMap((query) => objects(query["metric"])),
  ];
  return metrics.some(
    ({ namespace, metricName }) => namespace === "AWS/Billing" || metricName === "EstimatedCharges",
  )
    ? [
        {
          message:
            "watches the billing metric, which excludes Marketplace charges; create a budget",
        },
      ]
    : [];
}
