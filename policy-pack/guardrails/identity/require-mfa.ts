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
          // What a user needs in order to enrol, and to turn an access key into a session with a second factor.
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
          // Roles are left alone: their sessions carry no second factor. So are requests signed with an access key,
          // which do not have this key at all: deny-long-lived-credentials is for those.
          Condition: {
            ArnLike: { "aws:PrincipalArn": [`arn:${partition}:iam::*:user/*`] },
            Bool: { "aws:MultiFactorAuthPresent": ["false"] },
          },
        },
      ],
    },
  ],
  preview: { none: "a second factor is enrolled by the person who has it: no resource shows it" },
  detect: [
    { configRule: "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS", global: true },
    { configRule: "IAM_USER_MFA_ENABLED", global: true },
  ],
  parameters: {},
  about: {
    title: "Let no IAM user work in the console without a second factor",
    why: "a password that is guessed, reused or phished is all that an attacker needs",
    comply: "Enrol a second factor and sign in again; people of Identity Center enrol theirs there",
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
