import { eventRuleNames } from "../types/platform-names";
import { ofThePlatform } from "../support/platform-tag";
import { isFalse, known } from "../support/readings";
import { denyExcept } from "../support/statements";
import { controlTower, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const protectNotifications: Guardrail = {
  id: "protect-notifications",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectNotificationsRules",
          Action: [
            "events:DeleteRule",
            "events:DisableRule",
            "events:PutRule",
            "events:PutTargets",
            "events:RemoveTargets",
          ],
          Resource: [`arn:${context.partition}:events:*:*:rule/*`],
          Condition: { StringEquals: ofThePlatform },
        }),
        denyExcept(context, {
          Sid: "ProtectNotificationsTopics",
          Action: [
            "sns:AddPermission",
            "sns:DeleteTopic",
            "sns:RemovePermission",
            "sns:SetSubscriptionAttributes",
            "sns:SetTopicAttributes",
            "sns:Subscribe",
            "sns:Unsubscribe",
          ],
          Resource: context.topicArns,
        }),
      ],
    },
  ],
  preview: {
    resource: [{ types: ["aws:cloudwatch/eventRule:EventRule"], check: stateIsOn }],
  },
  detect: { none: "AWS Config has no managed rule for disabled EventBridge rules" },
  parameters: {},
  about: {
    title: "Protect the platform's notifications",
    why: "without the rules and topics that deliver them, no person reads the findings",
    comply: "Change the rules and topics of the platform only in their own stacks",
    severity: "high",
    frameworks: [
      controlTower("AWS-GR_CLOUDWATCH_EVENTS_CHANGE_PROHIBITED"),
      controlTower("AWS-GR_SNS_CHANGE_PROHIBITED"),
      wellArchitected("SEC04-BP03"),
    ],
    requirements: ["S11", "r0.5", "r2.19"],
    peers: ["Control Tower", "Landing Zone Accelerator"],
  },
};

const ownRules: readonly unknown[] = Object.values(eventRuleNames);

function stateIsOn(rule: ResourceView): Finding[] {
  const name = known(rule, "name");
  if (!ownRules.includes(name)) {
    return [];
  }
  return [
    ...(known(rule, "state") === "DISABLED"
      ? [{ message: "is switched off; set state to ENABLED" }]
      : []),
    ...(isFalse(known(rule, "isEnabled"))
      ? [{ message: "is switched off; remove isEnabled: false" }]
      : []),
  ];
}
