import type { PolicyCases } from "../cases";

const AIR_GAPPED = "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault";
const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

export const cases: PolicyCases = {
  parameters: { maximumDays: 3650, minimumGraceDays: 7 },
  violating: [
    {
      title: "a lock of any length",
      type: LOCK,
      inputs: { minRetentionDays: 7 },
      message: /for longer than 3650 days/,
    },
    {
      title: "a lock of a hundred years",
      type: LOCK,
      inputs: { maxRetentionDays: 36_500 },
      message: /for longer than 3650 days/,
    },
    {
      title: "an air-gapped vault of a hundred years",
      type: AIR_GAPPED,
      inputs: { maxRetentionDays: "36500" },
      message: /for longer than 3650 days/,
    },
    {
      title: "a lock without time to think",
      type: LOCK,
      inputs: { maxRetentionDays: 365, changeableForDays: 3 },
      message: /is irreversible after 3 days; .* at least 7/,
    },
  ],
  compliant: [
    { type: LOCK, inputs: { maxRetentionDays: 365 } },
    { type: LOCK, inputs: { maxRetentionDays: 3650, changeableForDays: 7 } },
    { type: AIR_GAPPED, inputs: { maxRetentionDays: 365 } },
  ],
};
