import { denyExceptLastResort } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const suspendAccounts: Guardrail = {
  id: "suspend-accounts",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // The program no longer works there. Only break-glass may still fetch data.
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
  detect: { none: "AWS Config checks resources, not requests" },
  parameters: {},
  scope: { organizationalUnits: ["Suspended"] },
  about: {
    title: "Deny every action in suspended accounts",
    why: "an account that waits for its closure is forgotten, and old credentials can still use it at the company's cost",
    comply: "Move the account to another OU before you use it again",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP06"), wellArchitected("SEC03-BP05")],
    requirements: [],
    peers: ["Landing Zone Accelerator", "org-kickstart", "Cloud Posse"],
  },
};
