import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireLogRetention: Guardrail = {
  id: "require-log-retention",
  deny: { none: "no condition key shows the number of days" },
  preview: {
    advises:
      "the evidence of the organization is in the log archive, whose retention is the platform's; for how long a team reads its own logs is its decision and its cost",
    resource: [{ types: ["aws:cloudwatch/logGroup:LogGroup"], check: isKeptLongEnough }],
  },
  detect: [
    {
      configRule: "CW_LOGGROUP_RETENTION_PERIOD_CHECK",
      inputParametersOf: ({ minimumDays }) => [{ MinRetentionTime: String(minimumDays) }],
    },
  ],
  calls: ["logs:CreateLogGroup", "logs:DeleteRetentionPolicy", "logs:PutRetentionPolicy"],
  parameters: {
    minimumDays: {
      type: "number",
      minimum: 1,
      maximum: 3_653,
      description: "Least number of days that a log group keeps its events",
      default: 90,
    },
  },
  about: {
    title: "Keep logs for as long as an investigation needs them",
    why: "an intrusion is often found after weeks or months, so short retention loses the evidence, and unlimited retention costs money for ever",
    comply: "Set retentionInDays of each log group to the least number of days or more",
    severity: "medium",
    frameworks: [wellArchitected("SEC04-BP01")],
    requirements: ["r2.3"],
    peers: ["Landing Zone Accelerator"],
  },
};

/** The class DELIVERY keeps events for one day, which cannot change: CloudWatch forwards them to a bucket at once. */
function isKeptLongEnough(group: ResourceView, { minimumDays }: ParameterValues): Finding[] {
  const retention = group.read("retentionInDays");
  const logClass = group.read("logGroupClass");
  if (
    retention.state === "unknown" ||
    logClass.state === "unknown" ||
    (logClass.state === "known" && logClass.value === "DELIVERY")
  ) {
    return [];
  }
  const days = retention.state === "known" ? Number(retention.value) : 0;
  if (days === 0) {
    return [
      {
        message: `keeps its events for ever; set retentionInDays, at least ${Number(minimumDays)}`,
      },
    ];
  }
  return days < Number(minimumDays)
    ? [
        {
          message: `keeps its events for ${days} days; set retentionInDays to at least ${Number(minimumDays)}`,
        },
      ]
    : [];
}
