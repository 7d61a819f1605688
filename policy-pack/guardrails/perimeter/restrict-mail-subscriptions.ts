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
  detect: { none: "AWS Config has no managed rule for subscriptions" },
  parameters: {
    domains: {
      type: "strings",
      of: "domain",
      description: "Mail domains that topics may send to, in lower case",
    },
  },
  optIn: "only the company knows its mail domains",
  about: {
    title: "Send notification mails only to the company's addresses",
    why: "a principal that may subscribe can send every message of a topic to a private mailbox, outside all network controls",
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
          message: `sends mail to ${address}, outside the company; use an address of ${domains.join(", ")}`,
        },
      ]
    : [];
}
