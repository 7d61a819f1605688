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
                  message: `belongs to the service ${services.join(" or ")}, which is not allowed; use another service, or request an extension of the list`,
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
        "IAM prefixes of the allowed services, such as s3; services for sign-in, access, audit, billing and support are always allowed",
    },
  },
  optIn: "only the company knows the services that an organizational unit needs",
  about: {
    title: "Use only the services that the account needs",
    why: "each unused service is one more way into an account, and one more way around the guardrails of other services",
    comply:
      "Use one of the allowed services, or request an extension of the list for the organizational unit",
    severity: "medium",
    frameworks: [wellArchitected("SEC03-BP05"), wellArchitected("COST02-BP05")],
    requirements: ["S8", "r3.2"],
    peers: [],
  },
};

/** Services that every account needs: sign-in, access, audit, billing, support. */
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
