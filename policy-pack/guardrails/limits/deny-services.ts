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
                  message: `belongs to the service ${services.join(" or ")}, which is denied; use another service`,
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
      description: "IAM prefixes of the denied services",
      // Every server and database of Lightsail has a public address, and its access keys do not expire. A company may add
      // amplify, apprunner and elasticbeanstalk: their machines and networks are out of the other guardrails' sight, too.
      default: ["lightsail"],
    },
  },
  about: {
    title: "Use no services that contain a platform of their own",
    why: "some services hide networks, machines and databases, so the guardrails on those do not apply inside",
    comply: "Build on the services that the platform provides, such as EKS, RDS and S3",
    severity: "medium",
    frameworks: [wellArchitected("SEC03-BP05"), wellArchitected("COST02-BP05")],
    requirements: ["S8", "r3.2"],
    peers: ["DataChef"],
  },
};
