import { isFalse, known, switchedOff } from "../support/readings";
import { denyExcept, denyExceptLastResort } from "../support/statements";
import { cis, controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectCloudtrail: Guardrail = {
  id: "protect-cloudtrail",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => {
        const { partition, trailName, logBucketArns } = context;
        const Resource = [`arn:${partition}:cloudtrail:*:*:trail/${trailName}`];
        return [
          denyExceptLastResort(context, {
            Sid: "ProtectCloudtrailStop",
            Action: ["cloudtrail:DeleteTrail", "cloudtrail:StopLogging"],
            Resource,
          }),
          denyExcept(context, {
            Sid: "ProtectCloudtrailChange",
            Action: [
              "cloudtrail:PutEventConfiguration",
              "cloudtrail:PutEventSelectors",
              "cloudtrail:PutInsightSelectors",
              "cloudtrail:UpdateTrail",
            ],
            Resource,
          }),
          denyExceptLastResort(context, {
            Sid: "ProtectCloudtrailErase",
            // Only AWS services write logs. Objects from other principals are forged logs, or encrypted ones for a
            // ransom.
            Action: [...archiveErasureActions, "s3:PutObject", "s3:UpdateObjectEncryption"],
            // A pattern of a bucket matches its objects as well.
            Resource: logBucketArns,
          }),
          denyExcept(context, {
            Sid: "ProtectCloudtrailArchive",
            Action: archiveSettingActions,
            Resource: logBucketArns,
          }),
        ];
      },
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:cloudtrail/trail:Trail"],
        check: (trail) => [
          ...(isFalse(known(trail, "enableLogging"))
            ? [{ message: "is switched off; remove enableLogging: false" }]
            : []),
          ...switchedOff(trail, "isMultiRegionTrail"),
          ...switchedOff(trail, "enableLogFileValidation"),
        ],
      },
    ],
  },
  detect: [
    { configRule: "CLOUD_TRAIL_ENABLED" },
    { configRule: "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED" },
  ],
  calls: ["cloudtrail:CreateTrail"],
  parameters: {},
  about: {
    title: "Protect the audit trail and its archive",
    why: "an attacker first stops the trail, so that the next steps leave no record",
    comply: "Change the trail and its buckets only in the log-archive stack",
    severity: "critical",
    frameworks: [
      cis("3.1"),
      cis("3.2"),
      fsbp("CloudTrail.1"),
      fsbp("CloudTrail.4"),
      controlTower("AWS-GR_CLOUDTRAIL_CHANGE_PROHIBITED"),
      controlTower("AWS-GR_AUDIT_BUCKET_DELETION_PROHIBITED"),
    ],
    requirements: ["S6", "r2.3", "r2.9"],
    peers: ["Control Tower", "Cloud Posse", "Landing Zone Accelerator", "DataChef", "AWS samples"],
  },
};

/** Actions that destroy logs. No deployment ever needs them. */
const archiveErasureActions: readonly string[] = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:PutObjectRetention",
];

/** Actions that weaken the archive. The stack that creates the archive needs them. */
const archiveSettingActions: readonly string[] = [
  "s3:PutBucketAcl",
  "s3:PutBucketLogging",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutReplicationConfiguration",
];

/** Actions that destroy or weaken the archive. The policies of its buckets deny them as well. */
export const archiveTamperingActions: readonly string[] = [
  ...archiveErasureActions,
  ...archiveSettingActions,
].sort();
