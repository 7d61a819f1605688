import { ofThePlatform } from "../support/platform-tag";
import { isFalse, known } from "../support/readings";
import { denyExcept, denyNamed } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectAlarms: Guardrail = {
  id: "protect-alarms",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { alarms }) => [
        denyExcept(context, {
          Sid: "ProtectAlarms",
          Action: silencing,
          Resource: [`arn:${context.partition}:cloudwatch:*:*:alarm:*`],
          Condition: { StringEquals: ofThePlatform },
        }),
        ...denyNamed(context, alarms, (name) => `cloudwatch:*:*:alarm:${name}`, {
          Sid: "ProtectAlarmsNamed",
          Action: silencing,
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: [
          "aws:cloudwatch/metricAlarm:MetricAlarm",
          "aws:cloudwatch/compositeAlarm:CompositeAlarm",
        ],
        check: (alarm) =>
          isFalse(known(alarm, "actionsEnabled"))
            ? [{ message: "has its actions switched off; remove actionsEnabled: false" }]
            : [],
      },
    ],
  },
  detect: [{ configRule: "CLOUDWATCH_ALARM_ACTION_ENABLED_CHECK" }],
  parameters: {
    alarms: {
      type: "strings",
      of: "namePattern",
      mayBeEmpty: true,
      description: "Patterns of the names of further alarms that are protected",
      default: [],
    },
  },
  scope: { environments: ["production"] },
  about: {
    title: "Keep the platform's alarms of production on",
    why: "an alarm that is muted for one night often stays muted until customers report an outage",
    comply: "Change these alarms in the code of their stack",
    severity: "medium",
    frameworks: [wellArchitected("REL06-BP03")],
    requirements: ["r2.6"],
    peers: ["Cloud Posse", "AWS samples"],
  },
};

/** Actions that end an alarm, or keep it from reaching a person. */
const silencing: readonly string[] = [
  "cloudwatch:DeleteAlarms",
  "cloudwatch:DisableAlarmActions",
  // AWS authorizes a mute rule once for each alarm that it mutes.
  "cloudwatch:PutAlarmMuteRule",
  // A changed threshold disables an alarm as well as a deletion does.
  "cloudwatch:PutCompositeAlarm",
  "cloudwatch:PutLogAlarm",
  "cloudwatch:PutMetricAlarm",
  "cloudwatch:SetAlarmState",
];
