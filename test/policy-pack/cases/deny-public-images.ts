import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const BLOCK = "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess";
const PERMISSION = "aws:ec2/amiLaunchPermission:AmiLaunchPermission";
const DISTRIBUTION = "aws:imagebuilder/distributionConfiguration:DistributionConfiguration";
const distributions = (launchPermission: object): object => ({
  distributions: [{ region: "us-east-1" }, { amiDistributionConfiguration: { launchPermission } }],
});

export const cases: PolicyCases = {
  violating: [
    {
      title: "a block that is off",
      type: BLOCK,
      inputs: { state: "unblocked" },
      message: /allows public images; set state/,
    },
    {
      title: "an image for everyone",
      type: PERMISSION,
      inputs: { group: "all", imageId: "ami-0a1b" },
      message: /publishes an image/,
    },
    {
      title: "a pipeline whose images are for everyone",
      type: DISTRIBUTION,
      inputs: { ...distributions({ userGroups: ["all"] }) },
      message: /publishes the images that it builds/,
    },
  ],
  compliant: [
    { type: BLOCK, inputs: { state: "block-new-sharing" } },
    { type: BLOCK, inputs: { state: UNKNOWN } },
    { type: PERMISSION, inputs: { accountId: "123456789012", imageId: "ami-0a1b" } },
    { type: PERMISSION, inputs: { group: UNKNOWN } },
    { type: DISTRIBUTION, inputs: { ...distributions({ organizationArns: ["arn"] }) } },
    { type: DISTRIBUTION, inputs: { ...distributions({ userGroups: [] }) } },
  ],
};
