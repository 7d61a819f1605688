import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const revokeSessions: Guardrail = {
  id: "revoke-sessions",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (_context, { principals, issuedBefore }) => [
        // No role is exempt: a platform role opens a new session at its next run.
        {
          Sid: "RevokeSessions",
          Effect: "Deny",
          Action: ["*"],
          Resource: ["*"],
          Condition: {
            ArnLike: { "aws:PrincipalArn": principals as readonly string[] },
            DateLessThan: { "aws:TokenIssueTime": issuedBefore as readonly string[] },
          },
        },
      ],
    },
  ],
  preview: { none: "only a request shows the start of its session" },
  detect: { none: "AWS Config checks resources, not requests" },
  parameters: {
    principals: {
      type: "strings",
      of: "principal",
      description: "ARN patterns of the roles whose sessions end",
    },
    issuedBefore: {
      type: "strings",
      of: "instant",
      description:
        "Time in ISO 8601, such as 2026-01-31T12:00:00Z; of several, the last one is used",
    },
  },
  optIn: "for the length of an incident, with the roles and the time",
  about: {
    title: "End the sessions that started before a given time",
    why: "stolen credentials of a role stay valid for up to twelve hours, and its application must continue",
    comply: "Open a new session",
    severity: "high",
    frameworks: [wellArchitected("SEC10-BP06"), wellArchitected("SEC10-BP04")],
    requirements: ["S9", "r2.19"],
    peers: [],
  },
};
