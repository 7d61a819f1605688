import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import { servicesOf } from "./service-prefixes";

export const allowServices: Guardrail = {
  id: "allow-services",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, parameters) => [
        denyExcept(context, {
          Sid: "AllowServices",
          NotAction: openServices(parameters).map((service) => `${service}:*`),
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: "aws",
        check: ({ type }, parameters) => {
          const open = openServices(parameters);
          const services = servicesOf(type);
          return services.some((service) => open.includes(service))
            ? []
            : [
                {
                  message: `is of the service ${services.join(" or ")}, which is not among the allowed ones; use another or have it added`,
                },
              ];
        },
      },
    ],
  },
  detect: { none: "AWS Config has no managed rule that lists services" },
  parameters: {
    services: {
      type: "strings",
      of: "service",
      description:
        "IAM prefixes of the services that stay open, such as s3; sign-in, access, audit, bills and support always do",
    },
  },
  optIn: "which services an organizational unit needs is the company's decision",
  about: {
    title: "Use only the services that the account is for",
    why: "each service that nobody meant to use is one more way in, out and around the guardrails of the others",
    comply: "Use one of the listed services, or have the list extended for the organizational unit",
    severity: "medium",
    frameworks: [wellArchitected("SEC03-BP05"), wellArchitected("COST02-BP05")],
    requirements: ["S8", "r3.2"],
    peers: [],
  },
};

/** What an account needs whatever it is for: sign-in, access, audit, bills, support. */
const always = [
  "access-analyzer",
  "account",
  "billing",
  "budgets",
  "ce",
  "cloudtrail",
  "cloudwatch",
  "config",
  "health",
  "iam",
  "kms",
  "logs",
  "notifications",
  "organizations",
  "resource-explorer-2",
  "servicequotas",
  "signin",
  "sso",
  "sts",
  "support",
  "tag",
  "trustedadvisor",
  "uxc",
];

function openServices({ services }: ParameterValues): string[] {
  return [...new Set([...always, ...(services as readonly string[])])].sort();
}
