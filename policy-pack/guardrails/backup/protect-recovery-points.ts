import { denyExceptLastResort, denyUnless } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectRecoveryPoints: Guardrail = {
  id: "protect-recovery-points",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        // AWS Backup removes what has expired as the role that made it.
        denyUnless([...context.lastResortRoleArns, ...context.backupRoleArns], {
          Sid: "ProtectRecoveryPointsDelete",
          Action: ["backup:DeleteRecoveryPoint"],
          Resource: ["*"],
        }),
        denyExceptLastResort(context, {
          Sid: "ProtectRecoveryPointsExpire",
          Action: [
            "backup:CancelLegalHold",
            "backup:DisassociateRecoveryPoint",
            "backup:DisassociateRecoveryPointFromParent",
            "backup:UpdateRecoveryPointLifecycle",
          ],
          Resource: ["*"],
        }),
        // Whoever that role trusts could delete as it does.
        denyExceptLastResort(context, {
          Sid: "ProtectRecoveryPointsRole",
          Action: ["iam:DeleteRole", "iam:UpdateAssumeRolePolicy"],
          Resource: context.backupRoleArns,
        }),
      ],
    },
  ],
  preview: {
    none: "a backup is deleted by a call, never by a resource of a program",
  },
  detect: {
    none: "AWS Config compares a vault's policy with one list of roles, whose ARNs differ by account",
  },
  parameters: {},
  about: {
    title: "Let backups end by their lifecycle alone",
    why: "who holds data to ransom deletes the backups first",
    comply: "Wait until the backup expires, or ask for the role of last resort",
    severity: "critical",
    frameworks: [wellArchitected("REL09-BP02")],
    requirements: ["S10", "r0.9"],
    peers: ["Control Tower", "Landing Zone Accelerator", "superwerker"],
  },
};
