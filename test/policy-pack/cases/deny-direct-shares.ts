import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const IMAGE = "aws:ec2/amiLaunchPermission:AmiLaunchPermission";
const VOLUME = "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission";
const DATABASES = [
  "aws:rds/clusterSnapshot:ClusterSnapshot",
  "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
  "aws:rds/snapshot:Snapshot",
  "aws:rds/snapshotCopy:SnapshotCopy",
];
const DATA = "aws:redshift/dataShareAuthorization:DataShareAuthorization";
const ENDPOINT = "aws:redshift/endpointAuthorization:EndpointAuthorization";
const DOCUMENT = "aws:ssm/document:Document";
const message = /is shared with 210987654321 directly; share it by AWS Resource Access Manager/;

export const cases: PolicyCases = {
  violating: [
    {
      title: "an image that an account may launch",
      type: IMAGE,
      inputs: { imageId: "ami-1", accountId: "210987654321" },
      message,
    },
    {
      title: "a snapshot that an account may make volumes of",
      type: VOLUME,
      inputs: { snapshotId: "snap-1", accountId: "210987654321" },
      message,
    },
    ...DATABASES.map((type) => ({
      title: `a shared ${type.split(":")[2] ?? ""}`,
      type,
      inputs: { sharedAccounts: [UNKNOWN, "210987654321"] },
      message,
    })),
    {
      title: "data of a warehouse",
      type: DATA,
      inputs: { consumerIdentifier: "210987654321" },
      message,
    },
    {
      title: "an endpoint of a warehouse",
      type: ENDPOINT,
      inputs: { account: "210987654321" },
      message,
    },
    {
      title: "a document, for several accounts",
      type: DOCUMENT,
      inputs: { permissions: { type: "Share", account_ids: "123456789012, 210987654321" } },
      message,
    },
  ],
  compliant: [
    { type: IMAGE, inputs: { imageId: "ami-1", group: "all" } },
    { type: IMAGE, inputs: { imageId: "ami-1", accountId: UNKNOWN } },
    { type: VOLUME, inputs: { snapshotId: "snap-1", accountId: UNKNOWN } },
    ...DATABASES.map((type) => ({ type, inputs: { sharedAccounts: ["all"] } })),
    ...DATABASES.map((type) => ({ type, inputs: {} })),
    { type: DATA, inputs: { consumerIdentifier: UNKNOWN } },
    { type: ENDPOINT, inputs: { account: UNKNOWN } },
    { type: DOCUMENT, inputs: { permissions: { type: "Share", account_ids: "All" } } },
    { type: DOCUMENT, inputs: { content: "{}" } },
  ],
};
