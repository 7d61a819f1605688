import { wellArchitected } from "../frameworks";
import type { Guardrail } from "../guardrail";
import { denyExcept } from "../statements";

export const freezeIdentities: Guardrail = {
  id: "freeze-identities",
  title: "Make and change no users, keys and roles during an incident",
  why: "an intruder's second step is an identity of his own, for the day that the first one is found",
  comply: "Wait for the end of the incident, or have the identity made by a reviewed deployment",
  severity: "critical",
  frameworks: [wellArchitected("SEC10-BP06"), wellArchitected("SEC10-BP04")],
  requirements: ["S9", "r2.19"],
  peers: [],
  optIn: "for the length of an incident, in the accounts that it may reach",
  parameters: {},
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "FreezeIdentities",
          Action: [
            "iam:AddUserToGroup",
            "iam:AttachRolePolicy",
            "iam:AttachUserPolicy",
            "iam:CreateAccessKey",
            "iam:CreateLoginProfile",
            "iam:CreateOpenIDConnectProvider",
            "iam:CreateRole",
            "iam:CreateSAMLProvider",
            "iam:CreateServiceSpecificCredential",
            "iam:CreateUser",
            "iam:PutRolePolicy",
            "iam:PutUserPolicy",
            "iam:UpdateAccessKey",
            "iam:UpdateAssumeRolePolicy",
            "iam:UpdateLoginProfile",
            "iam:UpdateSAMLProvider",
            "iam:UploadSigningCertificate",
            "rolesanywhere:CreateTrustAnchor",
            "rolesanywhere:UpdateTrustAnchor",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: { none: "a deployment that was reviewed is how identities are still made meanwhile" },
  detect: { none: "AWS Config judges what there is, not when it was made" },
};
