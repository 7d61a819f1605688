import { denyExceptLastResort } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const suspendAccounts: Guardrail = {
  id: "suspend-accounts",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // The program itself has no business there any more: only break-glass can still fetch what was forgotten.
      statements: (context) => [
        denyExceptLastResort(context, {
          Sid: "SuspendAccounts",
          Action: ["*"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: { none: "a suspended account has no stack" },
  detect: { none: "AWS Config judges resources, not requests" },
  parameters: {},
  scope: { organizationalUnits: ["Suspended"] },
  about: {
    title: "Let nothing happen in suspended accounts",
    why: "an account that waits for its closure is forgotten, yet whoever still has access may use it at the company's cost",
    comply: "Move the account to another OU before it is used again",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP06"), wellArchitected("SEC03-BP05")],
    requirements: [],
    peers: ["Landing Zone Accelerator", "org-kickstart", "Cloud Posse"],
  },
};
