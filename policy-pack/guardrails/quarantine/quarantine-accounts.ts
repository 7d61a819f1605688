import { denyUnless } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const quarantineAccounts: Guardrail = {
  id: "quarantine-accounts",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // The program stays exempt: what cleans an account up is reviewed, deployed and recorded as ever.
      statements: (context, { responders }) => [
        denyUnless([...context.exemptRoleArns, ...(responders as readonly string[])], {
          Sid: "QuarantineAccounts",
          Action: ["*"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: { none: "only the exempt roles deploy to an account in quarantine" },
  detect: { none: "AWS Config judges resources, not requests" },
  parameters: {
    responders: {
      type: "strings",
      of: "principal",
      mayBeEmpty: true,
      description:
        "ARN patterns of the roles that responders look around with; what these may do is up to their own policies",
      default: [
        "arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Security-Audit_*",
      ],
    },
  },
  scope: { organizationalUnits: ["Quarantine"] },
  about: {
    title: "Cut accounts in quarantine off from everybody but responders",
    why: "as long as an intruder can act, each credential that is revoked is one that he has replaced already",
    comply:
      "Ask the incident's responders, or have the account moved back when the incident is over",
    severity: "critical",
    frameworks: [wellArchitected("SEC10-BP06"), wellArchitected("SEC10-BP05")],
    requirements: ["S9", "r2.19"],
    peers: ["Landing Zone Accelerator"],
  },
};
