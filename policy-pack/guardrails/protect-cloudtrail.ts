import { cis, fsbp } from "./frameworks";
import type { Guardrail } from "./guardrail";
import { isFalse, isNotTrue, known } from "./readings";
import { denyExcept } from "./statements";

/** What destroys or weakens the archive; the buckets' own policies refuse the same. */
export const archiveTamperingActions: readonly string[] = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketPolicy",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutObjectRetention",
];

export const protectCloudtrail: Guardrail = {
  id: "protect-cloudtrail",
  title: "Protect the audit trail and its archive",
  why: "an attacker's first step is to stop the record of the next one",
  severity: "critical",
  frameworks: [cis("3.1"), cis("3.2"), fsbp("CloudTrail.1"), fsbp("CloudTrail.4")],
  requirements: ["S6", "r2.3", "r2.9"],
  parameters: {},
  deny: {
    policyType: "SERVICE_CONTROL_POLICY",
    statements: (context) => [
      denyExcept(context, {
        Sid: "ProtectCloudtrail",
        Action: [
          "cloudtrail:DeleteTrail",
          "cloudtrail:PutEventSelectors",
          "cloudtrail:PutInsightSelectors",
          "cloudtrail:StopLogging",
          "cloudtrail:UpdateTrail",
        ],
        Resource: [`arn:${context.partition}:cloudtrail:*:*:trail/${context.trailName}`],
      }),
      denyExcept(context, {
        Sid: "ProtectCloudtrailArchive",
        Action: archiveTamperingActions,
        Resource: context.logBucketArns.flatMap((bucket) => [bucket, `${bucket}/*`]),
      }),
    ],
  },
  preview: {
    resource: [
      {
        types: ["aws:cloudtrail/trail:Trail"],
        check: (trail) => [
          ...(isFalse(known(trail, "enableLogging"))
            ? [{ message: "is switched off; remove enableLogging: false" }]
            : []),
          ...(["isMultiRegionTrail", "enableLogFileValidation"] as const)
            .filter((property) => isNotTrue(trail.read(property)))
            .map((property) => ({ message: `does not set ${property} to true; set it` })),
        ],
      },
    ],
  },
  detect: [
    { configRule: "CLOUD_TRAIL_ENABLED" },
    { configRule: "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED" },
  ],
};
