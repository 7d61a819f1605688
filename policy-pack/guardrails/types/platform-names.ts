/** Tag that the program puts on each of its resources, and no team on its own. */
export const PLATFORM_TAG = { key: "platform:managed-by", value: "pulumi" } as const;

/** Names of the event rules that find what people are notified of. */
export const eventRuleNames = {
  threats: "platform-guardduty-findings",
  findings: "platform-securityhub-findings",
  lastResort: "platform-break-glass-use",
  failedBackups: "platform-backup-failures",
  failedCopies: "platform-backup-failed-copies",
  vaultChanges: "platform-backup-vault-changes",
  removalAttempts: "platform-backup-removal-attempts",
} as const;
