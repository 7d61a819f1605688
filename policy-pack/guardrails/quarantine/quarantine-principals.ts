import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const quarantinePrincipals: Guardrail = {
  id: "quarantine-principals",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (_context, { principals }) => [
        // Open sessions of a role end as well, because they have the role's ARN. No role is exempt: the stolen
        // principal may be a platform role. The management account, which no such policy binds, can always undo the
        // deny.
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
  preview: { none: "only a request shows its principal" },
  detect: { none: "AWS Config checks resources, not requests" },
  parameters: {
    principals: {
      type: "strings",
      of: "principal",
      description:
        "ARN patterns of users and roles, such as arn:aws:iam::*:user/name; the account may be a wildcard",
    },
  },
  optIn: "for the length of an incident, with the principals to stop",
  about: {
    title: "Deny every request of principals in quarantine",
    why: "a stolen user or role stays usable, and its sessions outlast the removal of its rights",
    comply: "Use another role; after the incident the principal is removed from the list",
    severity: "critical",
    frameworks: [wellArchitected("SEC10-BP06"), wellArchitected("SEC10-BP04")],
    requirements: ["S9", "r2.19"],
    peers: [],
  },
};
