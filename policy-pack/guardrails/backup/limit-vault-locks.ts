import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const limitVaultLocks: Guardrail = {
  id: "limit-vault-locks",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "LimitVaultLocks",
          // A logically air-gapped vault is locked from its creation.
          Action: [
            "backup:CreateLogicallyAirGappedBackupVault",
            "backup:PutBackupVaultLockConfiguration",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: [
          "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
          "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
        ],
        check: hasAnEnd,
      },
      {
        types: ["aws:backup/vaultLockConfiguration:VaultLockConfiguration"],
        check: leavesTimeToThink,
      },
    ],
  },
  detect: { none: "AWS Config has no managed rule for the locks of vaults" },
  parameters: {
    maximumDays: {
      type: "number",
      minimum: 1,
      maximum: 36_500,
      description: "Largest retention, in days, that a lock may allow",
      default: 3650,
    },
    minimumGraceDays: {
      type: "number",
      minimum: 3,
      maximum: 36_500,
      description: "Least number of days in which a compliance lock can be removed",
      default: 3,
    },
  },
  about: {
    title: "Lock vaults from code, with a maximum retention and a grace time",
    why: "a compliance lock cannot be removed, not even by AWS, so a typing error in its days costs storage for decades",
    comply:
      "Lock vaults in a deployment, with maxRetentionDays and, for a compliance lock, enough changeableForDays",
    severity: "high",
    frameworks: [wellArchitected("REL09-BP02")],
    requirements: ["S10"],
    peers: ["DataChef"],
  },
};

function hasAnEnd(lock: ResourceView, { maximumDays }: ParameterValues): Finding[] {
  const most = lock.read("maxRetentionDays");
  const isTooLong =
    most.state === "absent" || (most.state === "known" && Number(most.value) > Number(maximumDays));
  return isTooLong
    ? [
        {
          message: `locks backups for longer than ${Number(maximumDays)} days; set maxRetentionDays to that or less`,
        },
      ]
    : [];
}

/** A lock without days of grace is a governance lock, which can be removed. */
function leavesTimeToThink(lock: ResourceView, { minimumGraceDays }: ParameterValues): Finding[] {
  const grace = lock.read("changeableForDays");
  return grace.state === "known" && Number(grace.value) < Number(minimumGraceDays)
    ? [
        {
          message: `is irreversible after ${Number(grace.value)} days; set changeableForDays to at least ${Number(minimumGraceDays)}`,
        },
      ]
    : [];
}
