import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const IMAGE = "aws:ec2/amiLaunchPermission:AmiLaunchPermission";
const VOLUME = "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission";
const message = /is shared with 999988887777, which is no account of the company/;

export const cases: PolicyCases = {
  parameters: { ownAccounts: ["111122223333"], trustedAccounts: ["444455556666"] },
  violating: [
    {
      title: "an image that a stranger's account may launch",
      type: IMAGE,
      inputs: { imageId: "ami-1", accountId: "999988887777" },
      message,
    },
    {
      title: "a snapshot that a stranger's account may make volumes of",
      type: VOLUME,
      inputs: { snapshotId: "snap-1", accountId: "999988887777" },
      message,
    },
  ],
  compliant: [
    { type: IMAGE, inputs: { imageId: "ami-1", accountId: "111122223333" } },
    { type: IMAGE, inputs: { imageId: "ami-1", accountId: UNKNOWN } },
    { type: IMAGE, inputs: { imageId: "ami-1", group: "all" } },
    { type: VOLUME, inputs: { snapshotId: "snap-1", accountId: "444455556666" } },
    { type: VOLUME, inputs: { snapshotId: "snap-1", accountId: UNKNOWN } },
  ],
};
