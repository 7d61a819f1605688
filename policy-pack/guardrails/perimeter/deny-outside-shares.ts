import { isTrue, known } from "../support/readings";
import { denyExceptLastResort } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denyOutsideShares: Guardrail = {
  id: "deny-outside-shares",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExceptLastResort(context, {
          Sid: "DenyOutsideShares",
          Action: ["ram:CreateResourceShare", "ram:UpdateResourceShare"],
          Resource: ["*"],
          Condition: { Bool: { "ram:RequestedAllowsExternalPrincipals": ["true"] } },
        }),
        // An older share may still admit strangers.
        denyExceptLastResort(context, {
          Sid: "DenyOutsideSharesExisting",
          Action: ["ram:AssociateResourceShare"],
          Resource: ["*"],
          Condition: { Bool: { "ram:AllowsExternalPrincipals": ["true"] } },
        }),
        // Shares of the organization's own accounts need no invitation.
        denyExceptLastResort(context, {
          Sid: "DenyOutsideSharesInvitations",
          Action: ["ram:AcceptResourceShareInvitation"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:ram/resourceShare:ResourceShare"],
        check: (share) =>
          isTrue(known(share, "allowExternalPrincipals"))
            ? [
                {
                  message:
                    "allows principals outside the organization; remove allowExternalPrincipals",
                },
              ]
            : [],
      },
      {
        types: ["aws:ram/resourceShareAccepter:ResourceShareAccepter"],
        check: () => [
          {
            message:
              "accepts a share from outside the organization; have it shared by one of the organization's accounts, which needs no accepter",
          },
        ],
      },
    ],
  },
  detect: { none: "AWS Config has no managed rule for resource shares" },
  parameters: {},
  about: {
    title: "Share resources inside the organization only",
    why: "a typing error in an account id shares a resource with a stranger, and a share from outside adds resources that were never reviewed",
    comply:
      "Keep allowExternalPrincipals false and share with accounts and OUs of the organization",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP08"), wellArchitected("SEC03-BP09")],
    requirements: [],
    peers: ["AWS samples", "AWS data perimeter samples", "Landing Zone Accelerator"],
  },
};
