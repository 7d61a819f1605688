import { BackupVault } from "../../components/backup/backup-vault";
import { VaultWatch } from "../../components/backup/vault-watch";
import { ISOLATED_VAULT } from "../../components/shared/naming";
import { buildMemberBaseline } from "./baseline";
import type { StackBuilder } from "../wiring/context";

/** Builds the backup account: copies of all backups, which the accounts that they come from cannot change. */
export const backupStack: StackBuilder<"backup"> = async (context) => {
  await buildMemberBaseline(context);
  const { organization, place, references, settings } = context;
  const opts = { providers: [context.provider] };

  const vault = new BackupVault(
    "isolated",
    {
      vaultName: ISOLATED_VAULT,
      place,
      receivesCopies: { organizationId: references.management.organizationId },
      // Restore: an account copies its backups back, and must be able to decrypt them with this key.
      copyDestination: { organizationId: references.management.organizationId },
      lock: {
        mode: settings.lockMode,
        minimumRetentionDays: settings.minimumRetentionDays,
        maximumRetentionDays: settings.maximumRetentionDays,
        graceDays: settings.graceDays,
      },
    },
    opts,
  );
  new VaultWatch(
    "watch",
    {
      place,
      emails: settings.notificationEmails ?? [organization.contacts.security.emailAddress],
    },
    opts,
  );

  return { isolatedVaultArn: vault.arn };
};
