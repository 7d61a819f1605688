import { fsbp } from "./frameworks";
import type { Guardrail } from "./guardrail";
import { denyExcept } from "./statements";

export const protectPlatformKeys: Guardrail = {
  id: "protect-platform-keys",
  title: "Protect the keys of logs and backups",
  why: "a locked log or backup is worth nothing once the key that encrypts it is gone",
  severity: "critical",
  frameworks: [fsbp("KMS.3")],
  requirements: ["S10", "S6"],
  parameters: {},
  deny: {
    policyType: "SERVICE_CONTROL_POLICY",
    statements: (context) => [
      denyExcept(context, {
        Sid: "ProtectPlatformKeys",
        Action: ["kms:DisableKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"],
        Resource: ["*"],
        Condition: {
          "ForAnyValue:StringLike": { "kms:ResourceAliases": context.keyAliases },
        },
      }),
      // A key that loses its alias would lose the protection with it.
      denyExcept(context, {
        Sid: "ProtectPlatformKeysAliases",
        Action: ["kms:DeleteAlias", "kms:UpdateAlias"],
        Resource: context.keyAliases.map((alias) => `arn:${context.partition}:kms:*:*:${alias}`),
      }),
    ],
  },
  preview: {
    none: "a key is given up by a person or by removing its resource, which the resource's own protection refuses",
  },
  detect: [{ configRule: "KMS_CMK_NOT_SCHEDULED_FOR_DELETION" }],
};
