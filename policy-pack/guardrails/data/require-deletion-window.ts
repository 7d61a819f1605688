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
      // Without a window in the request AWS uses thirty days, the longest window.
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
            ...NOT_BY_STACK,
          },
        }),
        denyExceptLastResort(context, {
          Sid: "RequireDeletionWindowForced",
          Action: ["secretsmanager:DeleteSecret"],
          Resource: ["*"],
          Condition: {
            Bool: { "secretsmanager:ForceDeleteWithoutRecovery": ["true"] },
            ...NOT_BY_STACK,
          },
        }),
        // Deletions without any window.
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
      description:
        "Least number of days between the request to delete a key or a secret and its deletion",
      default: 30,
    },
  },
  scope: { environments: ["production", "staging", "shared"] },
  about: {
    title: "Give the company time to notice a deleted key or secret",
    why: "data under a deleted key is lost with the key, and a week may pass before a person notices",
    comply: "Keep the deletion window at thirty days",
    severity: "high",
    frameworks: [fsbp("KMS.3")],
    requirements: ["S10"],
    peers: ["AWS samples", "Cloud Posse"],
  },
};

/**
 * CloudFormation deletes a secret with its stack at once, and has no property for a window.
 *
 * @see https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1999
 */
const NOT_BY_STACK = {
  "ForAllValues:StringNotEquals": { "aws:CalledVia": ["cloudformation.amazonaws.com"] },
};

function windowIsLong(
  resource: ResourceView,
  property: string,
  { days }: ParameterValues,
): Finding[] {
  const reading = known(resource, property);
  const window = Number(reading);
  return reading !== undefined && window < Number(days)
    ? [{ message: `sets ${property} to ${window}; remove it or set ${String(days)}` }]
    : [];
}
