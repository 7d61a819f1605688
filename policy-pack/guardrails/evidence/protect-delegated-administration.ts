import { known, statementsOf } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const protectDelegatedAdministration: Guardrail = {
  id: "protect-delegated-administration",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectDelegatedAdministration",
          Action: [
            "organizations:AttachPolicy",
            "organizations:DeletePolicy",
            "organizations:DeleteResourcePolicy",
            "organizations:DeregisterDelegatedAdministrator",
            "organizations:DetachPolicy",
            "organizations:DisableAWSServiceAccess",
            "organizations:DisablePolicyType",
            "organizations:EnableAWSServiceAccess",
            "organizations:MoveAccount",
            "organizations:PutResourcePolicy",
            "organizations:RegisterDelegatedAdministrator",
            "organizations:UpdatePolicy",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      { types: ["aws:organizations/resourcePolicy:ResourcePolicy"], check: delegatesByName },
    ],
  },
  detect: { none: "AWS Config has no managed rule for the delegations of an organization" },
  parameters: {},
  about: {
    title: "Protect the organization's policies and delegated administrators",
    why: "an account that may administer the organization's policies can remove every guardrail of all accounts",
    comply:
      "Change policies, trusted services and delegated administrators in the management stack",
    severity: "critical",
    frameworks: [wellArchitected("SEC01-BP01"), wellArchitected("SEC03-BP05")],
    requirements: ["S11", "r2.2", "r2.7"],
    peers: [],
  },
};

function delegatesByName(policy: ResourceView): Finding[] {
  return statementsOf(known(policy, "content"))
    .filter(({ Effect, Action }) => Effect === "Allow" && [Action].flat().some(isEverything))
    .map(() => ({
      message: "delegates every action of Organizations; name the actions that the account needs",
    }));
}

function isEverything(action: unknown): boolean {
  return action === "*" || action === "organizations:*";
}
