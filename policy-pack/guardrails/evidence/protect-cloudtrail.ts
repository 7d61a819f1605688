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
            // Only AWS services write logs: what anybody else writes is forged, or encrypted to be ransomed.
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
    why: "an attacker's first step is to stop the record of the next one",
    comply: "Leave the trail and its buckets to the log-archive stack",
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

/** What destroys logs: no deployment ever needs it. */
const archiveErasureActions: readonly string[] = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:PutObjectRetention",
];

/** What weakens the archive, and what the stack that makes it must be able to set. */
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

/** What destroys or weakens the archive; the buckets' own policies refuse the same. */
export const archiveTamperingActions: readonly string[] = [
  ...archiveErasureActions,
  ...archiveSettingActions,
].sort();
