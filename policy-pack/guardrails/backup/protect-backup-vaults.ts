import { isTrue, known } from "../support/readings";
import { denyExcept, denyExceptLastResort } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectBackupVaults: Guardrail = {
  id: "protect-backup-vaults",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExceptLastResort(context, {
          Sid: "ProtectBackupVaultsDelete",
          Action: [
            "backup:DeleteBackupVault",
            "backup:DeleteBackupVaultAccessPolicy",
            "backup:DeleteBackupVaultLockConfiguration",
            "backup:DisassociateBackupVaultMpaApprovalTeam",
          ],
          Resource: ["*"],
        }),
        denyExcept(context, {
          Sid: "ProtectBackupVaultsChange",
          Action: [
            "backup:AssociateBackupVaultMpaApprovalTeam",
            "backup:DeleteBackupVaultNotifications",
            "backup:PutBackupVaultAccessPolicy",
            "backup:PutBackupVaultNotifications",
            "backup:PutBackupVaultSharingPolicy",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:backup/vault:Vault"],
        check: (vault) =>
          isTrue(known(vault, "forceDestroy"))
            ? [{ message: "is emptied when it is removed; remove forceDestroy: true" }]
            : [],
      },
    ],
  },
  detect: { none: "AWS Config has no managed rule for the locks of vaults" },
  parameters: {},
  about: {
    title: "Protect backup vaults and what guards them",
    why: "a vault whose lock and policy are gone is emptied by whoever may delete its backups",
    comply: "Leave vaults, their policies, locks and notifications to the stacks that made them",
    severity: "critical",
    frameworks: [wellArchitected("REL09-BP02")],
    requirements: ["S10", "r0.9"],
    peers: [],
  },
};
