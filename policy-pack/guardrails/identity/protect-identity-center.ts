import { wellArchitected } from "../frameworks";
import type { Guardrail } from "../guardrail";
import { known } from "../readings";
import { denyExcept } from "../statements";

export const protectIdentityCenter: Guardrail = {
  id: "protect-identity-center",
  title: "Change permission sets and assignments in code",
  why: "an administrator of the identity account could assign himself every other account, and an instance of one account's own is a directory that nobody watches",
  comply:
    "Add the assignment to a group in the identity stack and let the deployment role apply it",
  severity: "critical",
  frameworks: [wellArchitected("SEC02-BP04"), wellArchitected("SEC03-BP05")],
  requirements: ["r0.2", "r2.11"],
  peers: ["AWS samples"],
  parameters: {},
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectIdentityCenter",
          // Taking a person's assignment away stays open: responders need it at once.
          Action: [
            "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
            "sso:AttachManagedPolicyToPermissionSet",
            "sso:CreateAccountAssignment",
            "sso:CreateInstance",
            "sso:CreatePermissionSet",
            "sso:CreateTrustedTokenIssuer",
            "sso:DeleteInlinePolicyFromPermissionSet",
            "sso:DeletePermissionsBoundaryFromPermissionSet",
            "sso:DetachCustomerManagedPolicyReferenceFromPermissionSet",
            "sso:DetachManagedPolicyFromPermissionSet",
            "sso:PutInlinePolicyToPermissionSet",
            "sso:PutPermissionsBoundaryToPermissionSet",
            "sso:UpdatePermissionSet",
            "sso:UpdateTrustedTokenIssuer",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:ssoadmin/accountAssignment:AccountAssignment"],
        check: (assignment) =>
          known(assignment, "principalType") === "USER"
            ? [
                {
                  message:
                    "is given to one person; assign a group, so that the directory decides who belongs to it",
                },
              ]
            : [],
      },
    ],
  },
  detect: { none: "AWS Config does not record Identity Center" },
};
