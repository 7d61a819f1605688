import { known } from "../support/readings";
import { denyExceptLastResort } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireDeletionWindow: Guardrail = {
  id: "require-deletion-window",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // Who names no window gets thirty days, which is the longest there is.
      statements: (context, { days }) => [
        denyExceptLastResort(context, {
          Sid: "RequireDeletionWindowKeys",
          Action: ["kms:ScheduleKeyDeletion"],
          Resource: ["*"],
          Condition: {
            NumericLessThan: { "kms:ScheduleKeyDeletionPendingWindowInDays": [String(days)] },
          },
        }),
        denyExceptLastResort(context, {
          Sid: "RequireDeletionWindowSecrets",
          Action: ["secretsmanager:DeleteSecret"],
          Resource: ["*"],
          Condition: {
            NumericLessThan: { "secretsmanager:RecoveryWindowInDays": [String(days)] },
          },
        }),
        denyExceptLastResort(context, {
          Sid: "RequireDeletionWindowForced",
          Action: ["secretsmanager:DeleteSecret"],
          Resource: ["*"],
          Condition: { Bool: { "secretsmanager:ForceDeleteWithoutRecovery": ["true"] } },
        }),
        // These have no window at all.
        denyExceptLastResort(context, {
          Sid: "RequireDeletionWindowMaterial",
          Action: [
            "cloudhsm:DeleteBackup",
            "cloudhsm:DeleteCluster",
            "cloudhsm:DeleteHsm",
            "kms:DeleteImportedKeyMaterial",
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
          "aws:kms/externalKey:ExternalKey",
          "aws:kms/key:Key",
          "aws:kms/replicaExternalKey:ReplicaExternalKey",
          "aws:kms/replicaKey:ReplicaKey",
        ],
        check: (key, parameters) => windowIsLong(key, "deletionWindowInDays", parameters),
      },
      {
        types: ["aws:secretsmanager/secret:Secret"],
        check: (secret, parameters) => windowIsLong(secret, "recoveryWindowInDays", parameters),
      },
    ],
  },
  detect: [{ securityHubControl: "KMS.3" }],
  parameters: {
    days: {
      type: "number",
      minimum: 7,
      maximum: 30,
      description: "Days between the order to delete a key or a secret and its end",
      default: 30,
    },
  },
  about: {
    title: "Give deleted keys and secrets time to be missed",
    why: "whatever a deleted key has encrypted is gone with it, and nobody may notice within a week",
    comply: "Leave the deletion window at thirty days",
    severity: "high",
    frameworks: [fsbp("KMS.3")],
    requirements: ["S10"],
    peers: ["AWS samples", "Cloud Posse"],
  },
};

function windowIsLong(
  resource: ResourceView,
  property: string,
  { days }: ParameterValues,
): Finding[] {
  const reading = known(resource, property);
  const window = Number(reading);
  return reading !== undefined && window < Number(days)
    ? [{ message: `sets ${property} to ${window}; leave it out or set ${String(days)}` }]
    : [];
}
