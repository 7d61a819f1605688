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
          Resource: context.backupVaultArns,
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
          Resource: context.backupVaultArns,
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
            ? [{ message: "loses all its backups when it is removed; remove forceDestroy: true" }]
            : [],
      },
    ],
  },
  detect: { none: "AWS Config has no managed rule for the locks of vaults" },
  parameters: {},
  about: {
    title: "Protect backup vaults, their policies and their locks",
    why: "without its lock and its policy, every principal that may delete backups can empty a vault",
    comply: "Change vaults, their policies, locks and notifications only in their own stacks",
    severity: "critical",
    frameworks: [wellArchitected("REL09-BP02")],
    requirements: ["S10", "r0.9"],
    peers: [],
  },
};
