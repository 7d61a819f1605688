import { isTrue, known } from "../support/readings";
import { denyExceptLastResort } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const stayInOrganization: Guardrail = {
  id: "stay-in-organization",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExceptLastResort(context, {
          Sid: "StayInOrganization",
          // An account that accepts the invitation of another organization leaves this one in the same step.
          Action: [
            "account:CloseAccount",
            "organizations:AcceptHandshake",
            "organizations:LeaveOrganization",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:organizations/account:Account"],
        check: (account) =>
          isTrue(known(account, "closeOnDeletion"))
            ? [
                {
                  message:
                    "is closed when it is removed from the program; remove closeOnDeletion and close it by hand",
                },
              ]
            : [],
      },
    ],
  },
  detect: [{ configRule: "ACCOUNT_PART_OF_ORGANIZATIONS", global: true }],
  calls: ["organizations:CloseAccount"],
  parameters: {},
  about: {
    title: "Keep accounts in the organization and open",
    why: "an account that leaves or is closed takes its data along, and no guardrail binds it any more",
    comply: "Move or close the account from the management account",
    severity: "critical",
    frameworks: [wellArchitected("SEC01-BP01"), wellArchitected("SEC03-BP05")],
    requirements: ["S11"],
    peers: [
      "Landing Zone Accelerator",
      "superwerker",
      "Cloud Posse",
      "DataChef",
      "MCAF",
      "AWS samples",
    ],
  },
};
