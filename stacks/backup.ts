import type { StackBuilder } from "./context";

export const backupStack: StackBuilder<"backup"> = () => ({
  isolatedVaultArn: "arn:aws:backup:us-east-1:111111111111:backup-vault:stub",
});
