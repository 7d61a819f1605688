import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import { servicesOf } from "./service-prefixes";

export const denyServices: Guardrail = {
  id: "deny-services",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { services }) => [
        denyExcept(context, {
          Sid: "DenyServices",
          Action: [...(services as readonly string[])].sort().map((service) => `${service}:*`),
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
          const closed = parameters["services"] as readonly string[];
          const services = servicesOf(type);
          return services.every((service) => closed.includes(service))
            ? [
                {
                  message: `is of the service ${services.join(" or ")}, which is closed; build on another`,
                },
              ]
            : [];
        },
      },
    ],
  },
  detect: { none: "AWS Config has no managed rule that lists services" },
  parameters: {
    services: {
      type: "strings",
      of: "service",
      description: "IAM prefixes of the services that are closed",
      default: ["amplify", "apprunner", "elasticbeanstalk", "lightsail"],
    },
  },
  optIn: "which services a company does without is its own decision",
  about: {
    title: "Use no services that bring a platform of their own",
    why: "a service that hides network, machines and databases of its own is out of reach for every guardrail on those",
    comply: "Build on the services that the platform provides, such as EKS, RDS and S3",
    severity: "medium",
    frameworks: [wellArchitected("SEC03-BP05"), wellArchitected("COST02-BP05")],
    requirements: ["S8", "r3.2"],
    peers: ["DataChef"],
  },
};
