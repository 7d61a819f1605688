import { UNKNOWN } from "../../support/cases/made-up-resource";
import { argumentsOf } from "../../support/cases/provider-types";
import type { PolicyCases } from "../cases";

const databases = [
  "aws:docdb/cluster:Cluster",
  "aws:docdb/globalCluster:GlobalCluster",
  "aws:neptune/cluster:Cluster",
  "aws:neptune/globalCluster:GlobalCluster",
  "aws:rds/cluster:Cluster",
  "aws:rds/globalCluster:GlobalCluster",
  "aws:rds/instance:Instance",
];
const instances = [
  "aws:ec2/instance:Instance",
  "aws:ec2/launchConfiguration:LaunchConfiguration",
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
];
const copies = ["aws:ebs/snapshotCopy:SnapshotCopy", "aws:ec2/amiCopy:AmiCopy"];
const VOLUME = "aws:ebs/volume:Volume";
const FLEET = "aws:ec2/spotFleetRequest:SpotFleetRequest";
const RECIPE = "aws:imagebuilder/imageRecipe:ImageRecipe";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const DEFAULT = "aws:ebs/encryptionByDefault:EncryptionByDefault";
const DESKTOP = "aws:workspaces/workspace:Workspace";
const bothVolumes = { rootVolumeEncryptionEnabled: true, userVolumeEncryptionEnabled: true };
const sources = {
  snapshotIdentifier: "snapshot",
  replicateSourceDb: "instance",
  sourceDbClusterIdentifier: "cluster",
  replicationSourceIdentifier: "source",
  restoreToPointInTime: { useLatestRestorableTime: true },
};

export const cases: PolicyCases = {
  violating: [
    {
      title: "a volume that sets false",
      type: VOLUME,
      inputs: { encrypted: false },
      message: /is an unencrypted volume; remove encrypted: false/,
    },
    ...databases.map((type) => ({
      title: `a ${type} without the setting`,
      type,
      message: /does not set storageEncrypted/,
    })),
    {
      title: "a restored database that sets false",
      type: "aws:rds/instance:Instance",
      inputs: { snapshotIdentifier: "snap", storageEncrypted: false },
      message: /does not set storageEncrypted/,
    },
    ...instances.flatMap((type) => [
      {
        title: `a ${type} with an unencrypted root device`,
        type,
        inputs: { rootBlockDevice: { encrypted: false } },
        message: /unencrypted device in rootBlockDevice/,
      },
      {
        title: `a ${type} with an unencrypted device among others`,
        type,
        inputs: { ebsBlockDevices: [{ encrypted: true }, { encrypted: false }] },
        message: /unencrypted device in ebsBlockDevices/,
      },
    ]),
    {
      title: "a launch template that writes false as text",
      type: TEMPLATE,
      inputs: { blockDeviceMappings: [{ ebs: { encrypted: "false" } }] },
      message: /unencrypted device in blockDeviceMappings/,
    },
    {
      title: "an image recipe with an unencrypted device among others",
      type: RECIPE,
      inputs: {
        blockDeviceMappings: [{ ebs: { encrypted: "true" } }, { ebs: { encrypted: "false" } }],
      },
      message: /unencrypted device in blockDeviceMappings/,
    },
    ...["rootBlockDevices", "ebsBlockDevices"].map((property) => ({
      title: `a spot fleet with an unencrypted device in ${property}`,
      type: FLEET,
      inputs: { launchSpecifications: [{ ami: "ami-1" }, { [property]: [{ encrypted: false }] }] },
      message: new RegExp(`unencrypted device in ${property}`),
    })),
    ...copies.map((type) => ({
      title: `a ${type} that is not encrypted`,
      type,
      inputs: { encrypted: false },
      message: /is an unencrypted copy/,
    })),
    {
      title: "a desktop whose user volume is not encrypted",
      type: DESKTOP,
      inputs: { rootVolumeEncryptionEnabled: true },
      message: /does not set userVolumeEncryptionEnabled/,
    },
    {
      title: "encryption by default switched off",
      type: DEFAULT,
      inputs: { enabled: false },
      message: /switches EBS encryption by default off/,
    },
  ],
  compliant: [
    { type: VOLUME, inputs: { encrypted: true } },
    { type: RECIPE, inputs: { blockDeviceMappings: [{ ebs: { encrypted: "true" } }, {}] } },
    {
      type: FLEET,
      inputs: {
        launchSpecifications: [
          { rootBlockDevices: [{ volumeSize: 8 }], ebsBlockDevices: [{ encrypted: true }] },
        ],
      },
    },
    { type: VOLUME, inputs: { encrypted: UNKNOWN } },
    { type: VOLUME, inputs: { size: 20 } },
    ...databases.flatMap((type) => [
      { type, inputs: { storageEncrypted: true } },
      {
        type,
        inputs: Object.fromEntries(
          Object.entries(sources).filter(([property]) => argumentsOf(type).has(property)),
        ),
      },
    ]),
    { type: "aws:rds/instance:Instance", inputs: { replicateSourceDb: "source" } },
    { type: "aws:rds/cluster:Cluster", inputs: { snapshotIdentifier: UNKNOWN } },
    ...instances.flatMap((type) => [
      { type },
      {
        type,
        inputs: { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ encrypted: "true" }] },
      },
    ]),
    { type: TEMPLATE },
    {
      type: TEMPLATE,
      inputs: { blockDeviceMappings: [{ ebs: { encrypted: "true" } }, { deviceName: "/dev/sdb" }] },
    },
    ...copies.flatMap((type) => [{ type }, { type, inputs: { encrypted: true } }]),
    { type: DESKTOP, inputs: bothVolumes },
    { type: DEFAULT, inputs: { enabled: true } },
    { type: DEFAULT },
  ],
};
