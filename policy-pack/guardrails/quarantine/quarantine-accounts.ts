import { denyUnless } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const quarantineAccounts: Guardrail = {
  id: "quarantine-accounts",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // The program stays exempt: cleaning an account up is reviewed, deployed and recorded as always.
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
  detect: { none: "AWS Config checks resources, not requests" },
  parameters: {
    responders: {
      type: "strings",
      of: "principal",
      mayBeEmpty: true,
      description: "ARN patterns of the roles of responders; their own policies limit their rights",
      default: [
        "arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Security-Audit_*",
      ],
    },
  },
  scope: { organizationalUnits: ["Quarantine"] },
  about: {
    title: "Deny accounts in quarantine to every principal except responders",
    why: "while an intruder can act, he replaces each credential that responders revoke",
    comply: "Contact the incident's responders; after the incident the account is moved back",
    severity: "critical",
    frameworks: [wellArchitected("SEC10-BP06"), wellArchitected("SEC10-BP05")],
    requirements: ["S9", "r2.19"],
    peers: ["Landing Zone Accelerator"],
  },
};
