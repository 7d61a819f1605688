import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const PLAN = "aws:backup/plan:Plan";
const sound = {
  ruleName: "daily",
  targetVaultName: "platform-backup",
  lifecycle: { deleteAfter: 35 },
  copyActions: [
    {
      destinationVaultArn:
        "arn:aws:backup:us-east-1:123456789012:backup-vault:platform-isolated-backup",
    },
  ],
};
const { copyActions, ...uncopied } = sound;

export const cases: PolicyCases = {
  parameters: { minimumDays: 7 },
  violating: [
    {
      title: "a plan without copies",
      type: PLAN,
      inputs: { rules: [uncopied] },
      message: /has a rule daily without copies/,
    },
    {
      title: "a plan with a rule without copies among others",
      type: PLAN,
      inputs: { rules: [sound, { copyActions: [] }] },
      message: /has a rule without copies/,
    },
    {
      title: "a plan that forgets too early",
      type: PLAN,
      inputs: { rules: [{ ...sound, lifecycle: { deleteAfter: 3 } }] },
      message: /daily that keeps backups for 3 days; .* at least 7/,
    },
  ],
  compliant: [
    { type: PLAN, inputs: { rules: [sound] } },
    { type: PLAN, inputs: { rules: [{ ruleName: "yearly", copyActions }] } },
    {
      type: PLAN,
      inputs: { rules: [{ ...uncopied, targetLogicallyAirGappedBackupVaultArn: "arn" }] },
    },
    {
      type: PLAN,
      inputs: { rules: [{ ...sound, copyActions: UNKNOWN, lifecycle: { deleteAfter: UNKNOWN } }] },
    },
    { type: PLAN, inputs: { rules: UNKNOWN } },
  ],
};
