import { cis, fsbp } from "../frameworks";
import type { Finding, Guardrail, ResourceView } from "../guardrail";
import { isFalse, isNotTrue, known, objects } from "../readings";
import { denyExcept } from "../statements";

export const requireEncryptedStorage: Guardrail = {
  id: "require-encrypted-storage",
  title: "Encrypt volumes and databases",
  why: "an unencrypted volume or database cannot be encrypted later, and its snapshots can be read by whoever gets one",
  comply: "Set encrypted or storageEncrypted to true when the resource is made",
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
  parameters: {},
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
        // Members of a cluster take the cluster's encryption and report none of their own.
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
        check: (volume) => mustBeTrue(volume, "encrypted"),
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
        check: databaseIsEncrypted,
      },
      {
        types: [
          "aws:ec2/instance:Instance",
          "aws:ec2/launchConfiguration:LaunchConfiguration",
          "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
        ],
        check: (instance) =>
          ["rootBlockDevice", "ebsBlockDevices"].flatMap((property) =>
            openDevices(instance, property, (device) => device["encrypted"]),
          ),
      },
      {
        types: ["aws:ec2/launchTemplate:LaunchTemplate"],
        check: (template) =>
          openDevices(
            template,
            "blockDeviceMappings",
            (mapping) => objects(mapping["ebs"])[0]?.["encrypted"],
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
          ...mustBeTrue(desktop, "rootVolumeEncryptionEnabled"),
          ...mustBeTrue(desktop, "userVolumeEncryptionEnabled"),
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
};

function mustBeTrue(resource: ResourceView, property: string): Finding[] {
  return isNotTrue(resource.read(property))
    ? [{ message: `does not set ${property} to true; encryption cannot be added later` }]
    : [];
}

/** A restored or replicated database, and a member of a cluster, take their source's encryption. */
function databaseIsEncrypted(database: ResourceView): Finding[] {
  const sources = [
    "snapshotIdentifier",
    "replicateSourceDb",
    "sourceDbClusterIdentifier",
    "replicationSourceIdentifier",
    "restoreToPointInTime",
  ];
  const inherits = sources.some((source) => database.read(source).state !== "absent");
  return inherits && database.read("storageEncrypted").state === "absent"
    ? []
    : mustBeTrue(database, "storageEncrypted");
}

/** Block devices without the argument take the account's default, which the baseline sets to encrypted. */
function openDevices(
  resource: ResourceView,
  property: string,
  encrypted: (device: Record<string, unknown>) => unknown,
): Finding[] {
  return objects(known(resource, property))
    .filter((device) => isFalse(encrypted(device)))
    .map(() => ({ message: `has an unencrypted device in ${property}; remove encrypted: false` }));
}
