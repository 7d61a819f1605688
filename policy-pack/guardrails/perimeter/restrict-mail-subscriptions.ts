import { known } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const restrictMailSubscriptions: Guardrail = {
  id: "restrict-mail-subscriptions",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { domains }) => [
        denyExcept(context, {
          Sid: "RestrictMailSubscriptions",
          Action: ["sns:Subscribe"],
          Resource: ["*"],
          Condition: {
            StringEquals: { "sns:Protocol": protocols },
            StringNotLike: {
              "sns:Endpoint": (domains as readonly string[]).map((domain) => `*@${domain}`),
            },
          },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      { types: ["aws:sns/topicSubscription:TopicSubscription"], check: addressIsOfTheCompany },
    ],
  },
  detect: { none: "AWS Config has no managed rule that reads subscriptions" },
  parameters: {
    domains: {
      type: "strings",
      of: "domain",
      description: "Mail domains that topics may send to, in small letters",
    },
  },
  optIn: "only the company knows its mail domains",
  about: {
    title: "Mail notifications to the company's addresses only",
    why: "whoever may subscribe has every message of a topic mailed to an address of his own, past all networks",
    comply: "Subscribe an address of the company's mail domains",
    severity: "medium",
    frameworks: [wellArchitected("SEC03-BP05")],
    requirements: [],
    peers: ["AWS data perimeter samples"],
  },
};

const protocols = ["email", "email-json"];

function addressIsOfTheCompany(subscription: ResourceView, parameters: ParameterValues): Finding[] {
  const domains = parameters["domains"] as readonly string[];
  const protocol = known(subscription, "protocol");
  const address = known(subscription, "endpoint");
  return typeof protocol === "string" &&
    protocols.includes(protocol) &&
    typeof address === "string" &&
    !domains.some((domain) => address.endsWith(`@${domain}`))
    ? [
        {
          message: `mails to ${address}, outside the company; use an address of ${domains.join(", ")}`,
        },
      ]
    : [];
}
