import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const quarantinePrincipals: Guardrail = {
  id: "quarantine-principals",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (_context, { principals }) => [
        // Sessions of a role carry the role's ARN, so those that are open end with it. Nobody is exempt: the taken
        // principal may be a platform role, and the management account, which no such policy binds, can always undo it.
        {
          Sid: "QuarantinePrincipals",
          Effect: "Deny",
          Action: ["*"],
          Resource: ["*"],
          Condition: { ArnLike: { "aws:PrincipalArn": principals as readonly string[] } },
        },
      ],
    },
  ],
  preview: { none: "who asks shows only when a request is made" },
  detect: { none: "AWS Config judges resources, not requests" },
  parameters: {
    principals: {
      type: "strings",
      of: "principal",
      description:
        "ARN patterns of users and roles, such as arn:aws:iam::*:user/name; the account may be a wildcard",
    },
  },
  optIn: "for the length of an incident, with the principals that are to be stopped",
  about: {
    title: "Refuse every request of principals in quarantine",
    why: "a user or role that an intruder has taken over keeps working, and its sessions outlive the removal of its rights",
    comply: "Use another role, or have the principal taken off the list when the incident is over",
    severity: "critical",
    frameworks: [wellArchitected("SEC10-BP06"), wellArchitected("SEC10-BP04")],
    requirements: ["S9", "r2.19"],
    peers: [],
  },
};
