import { denyExceptLastResort, denyUnless } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectRecoveryPoints: Guardrail = {
  id: "protect-recovery-points",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        // AWS Backup deletes expired backups by the role that created them.
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
        // A principal that this role trusts could delete backups as well.
        denyExceptLastResort(context, {
          Sid: "ProtectRecoveryPointsRole",
          Action: ["iam:DeleteRole", "iam:UpdateAssumeRolePolicy"],
          Resource: context.backupRoleArns,
        }),
      ],
    },
  ],
  preview: {
    none: "an API call deletes a backup, not a program",
  },
  detect: {
    none: "AWS Config compares a vault's policy with one list of roles, but the ARNs of the roles differ by account",
  },
  parameters: {},
  about: {
    title: "Let backups expire only by their lifecycle",
    why: "an attacker who demands a ransom first deletes the backups",
    comply: "Wait until the backup expires, or use the role of last resort",
    severity: "critical",
    frameworks: [wellArchitected("REL09-BP02")],
    requirements: ["S10", "r0.9"],
    peers: ["Control Tower", "Landing Zone Accelerator", "superwerker"],
  },
};
