import { cis, controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const removeRootCredentials: Guardrail = {
  id: "remove-root-credentials",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: ({ partition }) => [
        // Root sessions too: one task of these sessions is to restore the root user's password.
        {
          Sid: "RemoveRootCredentials",
          Effect: "Deny",
          Action: ["iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UploadSigningCertificate"],
          Resource: ["*"],
          Condition: { ArnLike: { "aws:PrincipalArn": [`arn:${partition}:iam::*:root`] } },
        },
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:iam/organizationsFeatures:OrganizationsFeatures"],
        check: (features) => {
          const enabled = features.read("enabledFeatures");
          if (
            enabled.state === "unknown" ||
            (enabled.state === "known" && hasUnknown(enabled.value))
          ) {
            return [];
          }
          const list: unknown[] =
            enabled.state === "known" && Array.isArray(enabled.value) ? enabled.value : [];
          return FEATURES.filter((feature) => !list.includes(feature)).map((feature) => ({
            message: `does not enable ${feature}; enable both features of central root access`,
          }));
        },
      },
    ],
  },
  detect: [
    { configRule: "IAM_ROOT_ACCESS_KEY_CHECK", global: true },
    { configRule: "ROOT_ACCOUNT_MFA_ENABLED", global: true },
  ],
  calls: [
    "iam:DisableOrganizationsRootCredentialsManagement",
    "iam:DisableOrganizationsRootSessions",
  ],
  parameters: {},
  about: {
    title: "Keep member accounts without root credentials",
    why: "a password or key of a root user remains when people leave, and access to its mailbox is enough to recover it",
    comply:
      "Open a root session from management for tasks that only root can do, and add an exception while the account needs a root password",
    severity: "critical",
    frameworks: [
      cis("1.4"),
      cis("1.5"),
      fsbp("IAM.4"),
      controlTower("AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS"),
    ],
    requirements: ["S5"],
    peers: ["Control Tower", "DataChef", "AWS samples"],
  },
};

const FEATURES = ["RootCredentialsManagement", "RootSessions"];

/** An unknown feature may be the missing one. */
function hasUnknown(value: unknown): boolean {
  return Array.isArray(value) && value.includes(undefined);
}
