import { isFalse, known, objects, switchedOff } from "../support/readings";
import { denyExcept } from "../support/statements";
import { cis, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireEncryptedStorage: Guardrail = {
  id: "require-encrypted-storage",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "RequireEncryptedStorageVolumes",
          Action: ["ec2:CreateVolume", "ec2:RunInstances"],
          Resource: [`arn:${context.partition}:ec2:*:*:volume/*`],
          Condition: { Bool: { "ec2:Encrypted": ["false"] } },
        }),
        denyExcept(context, {
          Sid: "RequireEncryptedStorageDefault",
          Action: ["ec2:DisableEbsEncryptionByDefault"],
          Resource: ["*"],
        }),
        // Members of a cluster inherit its encryption and send no value of their own.
        denyExcept(context, {
          Sid: "RequireEncryptedStorageInstances",
          Action: ["rds:CreateDBInstance", "rds:RestoreDBInstanceFromS3"],
          Resource: ["*"],
          Condition: {
            Bool: { "rds:StorageEncrypted": ["false"] },
            StringNotLike: { "rds:DatabaseEngine": ["aurora*", "docdb", "neptune"] },
          },
        }),
        denyExcept(context, {
          Sid: "RequireEncryptedStorageClusters",
          Action: ["rds:CreateDBCluster", "rds:RestoreDBClusterFromS3"],
          Resource: ["*"],
          Condition: { Bool: { "rds:StorageEncrypted": ["false"] } },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:ebs/volume:Volume"],
        // Without the argument a volume uses the account's default, which the baseline sets to encrypted.
        check: (volume) =>
          isFalse(known(volume, "encrypted"))
            ? [{ message: "is an unencrypted volume; remove encrypted: false" }]
            : [],
      },
      {
        types: [
          "aws:docdb/cluster:Cluster",
          "aws:docdb/globalCluster:GlobalCluster",
          "aws:neptune/cluster:Cluster",
          "aws:neptune/globalCluster:GlobalCluster",
          "aws:rds/cluster:Cluster",
          "aws:rds/globalCluster:GlobalCluster",
          "aws:rds/instance:Instance",
        ],
        check: unlessInherited,
      },
      {
        types: [
          "aws:ec2/instance:Instance",
          "aws:ec2/launchConfiguration:LaunchConfiguration",
          "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
        ],
        check: (instance) =>
          ["rootBlockDevice", "ebsBlockDevices"].flatMap((property) =>
            openDevices(known(instance, property), property),
          ),
      },
      {
        types: ["aws:ec2/spotFleetRequest:SpotFleetRequest"],
        check: (fleet) =>
          objects(known(fleet, "launchSpecifications")).flatMap((specification) =>
            ["rootBlockDevices", "ebsBlockDevices"].flatMap((property) =>
              openDevices(specification[property], property),
            ),
          ),
      },
      {
        types: [
          "aws:ec2/launchTemplate:LaunchTemplate",
          "aws:imagebuilder/imageRecipe:ImageRecipe",
        ],
        check: (template) =>
          objects(known(template, "blockDeviceMappings")).flatMap(({ ebs }) =>
            openDevices(ebs, "blockDeviceMappings"),
          ),
      },
      {
        types: ["aws:ebs/snapshotCopy:SnapshotCopy", "aws:ec2/amiCopy:AmiCopy"],
        check: (copy) =>
          isFalse(known(copy, "encrypted"))
            ? [{ message: "is an unencrypted copy; remove encrypted: false" }]
            : [],
      },
      {
        types: ["aws:workspaces/workspace:Workspace"],
        check: (desktop) => [
          ...switchedOff(desktop, "rootVolumeEncryptionEnabled", NOW),
          ...switchedOff(desktop, "userVolumeEncryptionEnabled", NOW),
        ],
      },
      {
        types: ["aws:ebs/encryptionByDefault:EncryptionByDefault"],
        check: (setting) =>
          isFalse(known(setting, "enabled"))
            ? [{ message: "switches EBS encryption by default off; remove enabled: false" }]
            : [],
      },
    ],
  },
  detect: [
    { configRule: "ENCRYPTED_VOLUMES" },
    { configRule: "RDS_STORAGE_ENCRYPTED" },
    { securityHubControl: "DocumentDB.1" },
    { securityHubControl: "EC2.7" },
    { securityHubControl: "Neptune.1" },
    { securityHubControl: "RDS.27" },
    { securityHubControl: "WorkSpaces.1" },
    { securityHubControl: "WorkSpaces.2" },
  ],
  calls: [
    "autoscaling:CreateLaunchConfiguration",
    "ec2:CopyImage",
    "ec2:CopySnapshot",
    "ec2:CreateLaunchTemplate",
    "ec2:CreateLaunchTemplateVersion",
    "ec2:RequestSpotInstances",
    "rds:CreateGlobalCluster",
    "workspaces:CreateWorkspaces",
  ],
  parameters: {},
  about: {
    title: "Encrypt volumes and databases",
    why: "an unencrypted volume or database cannot be encrypted later, and every account that gets a snapshot can read it",
    comply:
      "Set storageEncrypted to true when you create a database, and remove encrypted: false from volumes",
    severity: "high",
    frameworks: [cis("2.2.1"), cis("2.3.1"), fsbp("EC2.3"), fsbp("RDS.3")],
    requirements: ["S3", "S4", "r2.8"],
    peers: [
      "Control Tower",
      "Cloud Posse",
      "Landing Zone Accelerator",
      "AWS samples",
      "AWSGuard",
      "Pulumi compliance policies",
    ],
  },
};

const NOW = "encryption cannot be added later";

const databaseSources = [
  "snapshotIdentifier",
  "replicateSourceDb",
  "sourceDbClusterIdentifier",
  "replicationSourceIdentifier",
  "restoreToPointInTime",
];

/** A restored or replicated database inherits the encryption of its source. */
function unlessInherited(database: ResourceView): Finding[] {
  const inherits = databaseSources.some((source) => database.read(source).state !== "absent");
  return inherits && database.read("storageEncrypted").state === "absent"
    ? []
    : switchedOff(database, "storageEncrypted", NOW);
}

/** Block devices without the argument use the account's default, which the baseline sets to encrypted. */
function openDevices(devices: unknown, property: string): Finding[] {
  return objects(devices)
    .filter(({ encrypted }) => isFalse(encrypted))
    .map(() => ({ message: `has an unencrypted device in ${property}; remove encrypted: false` }));
}
