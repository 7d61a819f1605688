import { denyExcept, denyExceptLastResort } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectPlatformKeys: Guardrail = {
  id: "protect-platform-keys",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => {
        const { keyAliases } = context;
        const Condition = {
          "ForAnyValue:StringLike": { "kms:ResourceAliases": keyAliases },
        };
        return [
          denyExceptLastResort(context, {
            Sid: "ProtectPlatformKeysErase",
            Action: ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
            Resource: ["*"],
            Condition,
          }),
          denyExcept(context, {
            Sid: "ProtectPlatformKeysPolicy",
            Action: ["kms:PutKeyPolicy"],
            Resource: ["*"],
            Condition,
          }),
          // A grant lets a stranger decrypt past the key's policy, and without theirs backups cannot be restored. Those
          // that a service makes or revokes for whoever works with it pass.
          denyExcept(context, {
            Sid: "ProtectPlatformKeysGrants",
            Action: ["kms:CreateGrant", "kms:RevokeGrant"],
            Resource: ["*"],
            Condition: { ...Condition, BoolIfExists: { "kms:GrantIsForAWSResource": ["false"] } },
          }),
          // A key that loses its alias would lose the protection with it.
          denyExceptLastResort(context, {
            Sid: "ProtectPlatformKeysAliases",
            Action: ["kms:DeleteAlias", "kms:UpdateAlias"],
            Resource: keyAliases.map((alias) => `arn:${context.partition}:kms:*:*:${alias}`),
          }),
        ];
      },
    },
  ],
  preview: {
    none: "a key is given up by a person or by removing its resource, which the resource's own protection refuses",
  },
  detect: [{ configRule: "KMS_CMK_NOT_SCHEDULED_FOR_DELETION" }],
  parameters: {},
  about: {
    title: "Protect the keys of logs and backups",
    why: "a locked log or backup is worth nothing once the key that encrypts it is gone",
    comply: "Leave the keys of logs, backups and images to the stacks that made them",
    severity: "critical",
    frameworks: [fsbp("KMS.3")],
    requirements: ["S10", "S6"],
    peers: ["Cloud Posse", "Landing Zone Accelerator"],
  },
};
