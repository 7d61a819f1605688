import { isTrue, known } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyIrreversibleRetention: Guardrail = {
  id: "deny-irreversible-retention",
  // In every environment: not even AWS ends such a lock, so a mistake in a sandbox is paid for as long as one in production.
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyIrreversibleRetention",
          // A lock that is not completed ends after 24 hours: https://docs.aws.amazon.com/amazonglacier/latest/dev/vault-lock.html
          Action: ["glacier:CompleteVaultLock"],
          Resource: ["*"],
        }),
        denyExcept(context, {
          Sid: "DenyIrreversibleRetentionObjects",
          Action: ["s3:PutObject", "s3:PutObjectRetention"],
          Resource: ["*"],
          Condition: { StringEquals: { "s3:object-lock-mode": [COMPLIANCE] } },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: [
          "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
          "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
        ],
        check: retentionIsBounded,
      },
      {
        types: [
          "aws:s3/bucketObject:BucketObject",
          "aws:s3/bucketObjectv2:BucketObjectv2",
          "aws:s3/objectCopy:ObjectCopy",
        ],
        check: (object) =>
          known(object, "objectLockMode") === COMPLIANCE
            ? [{ message: "is locked in compliance mode; set objectLockMode to GOVERNANCE" }]
            : [],
      },
      {
        types: ["aws:glacier/vaultLock:VaultLock"],
        check: (lock) =>
          isTrue(known(lock, "completeLock"))
            ? [{ message: "is completed and can never be changed; set completeLock to false" }]
            : [],
      },
    ],
  },
  detect: { none: "nothing can undo an existing lock" },
  parameters: {
    maximumDays: {
      type: "number",
      minimum: 1,
      maximum: 36_500,
      description: "Largest number of days of compliance mode that a bucket may set as its default",
      default: 3_653,
    },
  },
  about: {
    title: "Prevent storage locks for years by mistake",
    why: "an object in compliance mode costs money until its retention ends, and not even AWS can unlock it",
    comply:
      "Use governance mode; where the law demands compliance mode, set it in the platform's program",
    severity: "medium",
    frameworks: [wellArchitected("COST04-BP05")],
    requirements: [],
    peers: ["DataChef"],
  },
};

const COMPLIANCE = "COMPLIANCE";

function retentionIsBounded(lock: ResourceView, { maximumDays }: ParameterValues): Finding[] {
  const at = (property: string): unknown => known(lock, `rule.defaultRetention.${property}`);
  const days = Number(at("days") ?? 0) + 365 * Number(at("years") ?? 0);
  return at("mode") === COMPLIANCE && days > Number(maximumDays)
    ? [
        {
          message: `locks objects in compliance mode for ${days} days; set at most ${String(maximumDays)}`,
        },
      ]
    : [];
}
