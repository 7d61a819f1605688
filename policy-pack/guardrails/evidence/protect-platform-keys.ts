import { ofThePlatform } from "../support/platform-tag";
import { denyExcept, denyExceptLastResort } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectPlatformKeys: Guardrail = {
  id: "protect-platform-keys",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => {
        const Condition = { StringEquals: ofThePlatform };
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
          // With a grant a stranger can decrypt against the key's policy, and without their grants backups cannot be
          // restored. Grants that an AWS service creates or revokes for its caller are exempt.
          denyExcept(context, {
            Sid: "ProtectPlatformKeysGrants",
            Action: ["kms:CreateGrant", "kms:RevokeGrant"],
            Resource: ["*"],
            Condition: { ...Condition, BoolIfExists: { "kms:GrantIsForAWSResource": ["false"] } },
          }),
        ];
      },
    },
  ],
  preview: {
    none: "a person deletes a key, or a program removes its resource, and the resource's own protection prevents this",
  },
  detect: [{ configRule: "KMS_CMK_NOT_SCHEDULED_FOR_DELETION" }],
  parameters: {},
  about: {
    title: "Protect the keys of logs and backups",
    why: "locked logs and backups are useless without the key that encrypts them",
    comply: "Change the keys of logs, backups and images only in their own stacks",
    severity: "critical",
    frameworks: [fsbp("KMS.3")],
    requirements: ["S10", "S6"],
    peers: ["Cloud Posse", "Landing Zone Accelerator"],
  },
};
