import { BackupVault } from "../../components/backup/backup-vault";
import { VaultWatch } from "../../components/backup/vault-watch";
import { ISOLATED_VAULT } from "../../components/shared/naming";
import { buildMemberBaseline } from "./baseline";
import type { StackBuilder } from "../wiring/context";

/** The backup account: copies of all backups, out of reach of the accounts they come from. */
export const backupStack: StackBuilder<"backup"> = (context) => {
  buildMemberBaseline(context);
  const { organization, place, references, settings } = context;
  const opts = { providers: [context.provider] };

  const vault = new BackupVault(
    "isolated",
    {
      vaultName: ISOLATED_VAULT,
      place,
      receivesCopies: { organizationId: references.management.organizationId },
      // The way back: a lost account is restored from a copy that this key must let it take.
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
