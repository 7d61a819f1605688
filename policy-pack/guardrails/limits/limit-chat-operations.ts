import { denyExceptLastResort } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const limitChatOperations: Guardrail = {
  id: "limit-chat-operations",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExceptLastResort(context, {
          Sid: "LimitChatOperations",
          Action: ["account:*", "iam:*", "organizations:*", "sso:*", "sts:AssumeRole"],
          Resource: ["*"],
          Condition: {
            ArnLike: { "aws:ChatbotSourceArn": [`arn:${context.partition}:chatbot::*:*`] },
          },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: [
          "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
          "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
        ],
        check: channelIsLimited,
      },
    ],
  },
  detect: { none: "AWS Config has no managed rule on chat channels" },
  calls: [
    "chatbot:CreateMicrosoftTeamsChannelConfiguration",
    "chatbot:CreateSlackChannelConfiguration",
    "chatbot:UpdateMicrosoftTeamsChannelConfiguration",
    "chatbot:UpdateSlackChannelConfiguration",
  ],
  parameters: {},
  about: {
    title: "Administer nothing from chat channels",
    why: "every member of a channel, and everyone who steals a chat account, can run commands with the rights of the channel's role",
    comply: "Attach read-only guardrail policies to the channel, and administer by other means",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP02"), wellArchitected("SEC03-BP05")],
    requirements: [],
    peers: ["AWS samples"],
  },
};

function channelIsLimited(channel: ResourceView): Finding[] {
  const policies = channel.read("guardrailPolicyArns");
  const given =
    policies.state === "known" && Array.isArray(policies.value)
      ? (policies.value as readonly unknown[])
      : [];
  if (policies.state === "absent" || (policies.state === "known" && given.length === 0)) {
    return [
      {
        message:
          "sets no guardrailPolicyArns, so its users have all rights of its role; set read-only policies",
      },
    ];
  }
  return given
    .filter((policy) => typeof policy === "string" && policy.endsWith("/AdministratorAccess"))
    .map(() => ({ message: "allows its users to administer the account; set read-only policies" }));
}
