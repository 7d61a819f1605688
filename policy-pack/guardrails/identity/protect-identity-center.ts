import { known } from "../support/readings";
import { denyExcept, denyOutside } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectIdentityCenter: Guardrail = {
  id: "protect-identity-center",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectIdentityCenter",
          // Removing an assignment stays open: responders need it at once. So do users, their passwords and devices,
          // and the assignments of applications, which Grafana and others create in any account.
          Action: [
            "sso-directory:*ExternalIdPCertificate",
            "sso-directory:*ExternalIdPConfigurationForDirectory",
            "sso-directory:CreateBearerToken",
            "sso-directory:CreateProvisioningTenant",
            "sso:AssociateDirectory",
            "sso:Attach*",
            "sso:CreateInstance*",
            "sso:CreatePermissionSet",
            "sso:CreateTrust*",
            "sso:Delete*FromPermissionSet",
            "sso:DeleteInstance*",
            "sso:Detach*",
            "sso:DisassociateDirectory",
            "sso:Put*PermissionSet",
            "sso:PutMfaDeviceManagementForDirectory",
            "sso:PutPermissionsPolicy",
            "sso:UpdateInstance*",
            "sso:UpdatePermissionSet",
            "sso:UpdateSSOConfiguration",
            "sso:UpdateTrust*",
          ],
          Resource: ["*"],
        }),
        // People of the identity account give access for an hour in an incident; a tool that does so is an exempt role.
        denyOutside(context, "identity", {
          Sid: "ProtectIdentityCenterAssign",
          Action: ["sso:CreateAccountAssignment"],
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
                    "is assigned to one person; set principalType to GROUP, so that the directory decides who belongs to it",
                },
              ]
            : [],
      },
    ],
  },
  detect: { none: "AWS Config does not record Identity Center" },
  parameters: {},
  about: {
    title: "Change permission sets, assignments and the directory's settings in code",
    why: "an administrator of the identity account could assign all other accounts to himself, and an account instance is a directory outside all reviews",
    comply:
      "Add the assignment to a group in the identity stack and let the deployment role apply it; connect the identity provider, and renew its certificate and its SCIM token, in the management account",
    severity: "critical",
    frameworks: [wellArchitected("SEC02-BP04"), wellArchitected("SEC03-BP05")],
    requirements: ["r0.2", "r2.11"],
    peers: ["AWS samples"],
  },
};
