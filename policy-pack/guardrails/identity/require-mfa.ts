import { cis, controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const requireMfa: Guardrail = {
  id: "require-mfa",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: ({ partition }) => [
        {
          Sid: "RequireMfa",
          Effect: "Deny",
          // Calls that a user needs to enrol a device, and to open a session with MFA from an access key.
          NotAction: [
            "iam:ChangePassword",
            "iam:CreateVirtualMFADevice",
            "iam:EnableMFADevice",
            "iam:GetAccountPasswordPolicy",
            "iam:GetUser",
            "iam:ListMFADevices",
            "iam:ListVirtualMFADevices",
            "iam:ResyncMFADevice",
            "sts:GetSessionToken",
          ],
          Resource: ["*"],
          // Roles are exempt: their sessions have no MFA. So are requests signed with an access key, which do not have
          // this condition key: deny-long-lived-credentials is for those.
          Condition: {
            ArnLike: { "aws:PrincipalArn": [`arn:${partition}:iam::*:user/*`] },
            Bool: { "aws:MultiFactorAuthPresent": ["false"] },
          },
        },
      ],
    },
  ],
  preview: { none: "a person enrols an MFA device: no resource shows it" },
  detect: [
    { configRule: "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS", global: true },
    { configRule: "IAM_USER_MFA_ENABLED", global: true },
  ],
  parameters: {},
  about: {
    title: "Require MFA from IAM users in the console",
    why: "without MFA an attacker needs only a guessed, reused or phished password",
    comply: "Enrol an MFA device and sign in again; users of Identity Center enrol theirs there",
    severity: "high",
    frameworks: [
      cis("1.10"),
      fsbp("IAM.5"),
      controlTower("AWS-GR_MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS"),
      controlTower("AWS-GR_IAM_USER_MFA_ENABLED"),
    ],
    requirements: [],
    peers: ["Control Tower", "Cloud Posse", "AWSGuard"],
  },
};
