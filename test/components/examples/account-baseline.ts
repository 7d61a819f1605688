import * as aws from "@pulumi/aws";
import { AccountBaseline, placeOf } from "../../../components";

const account = new aws.Provider("shop", {
  region: "eu-west-1",
  allowedAccountIds: ["444444444444"],
  assumeRoles: [{ roleArn: "arn:aws:iam::444444444444:role/OrganizationAccountAccessRole" }],
});
const desk = {
  name: "Cloud desk",
  title: "On call",
  emailAddress: "cloud@example.com",
  phoneNumber: "+49 30 1234567",
};

const baseline = new AccountBaseline(
  "baseline",
  {
    place: placeOf("eu-west-1", "444444444444"),
    regions: ["eu-west-1", "eu-central-1"],
    contacts: { billing: desk, operations: desk, security: desk },
    trust: {
      accountIds: ["111111111111"],
      deployers: ["arn:aws:iam::*:role/ci"],
      previewers: ["arn:aws:iam::*:role/ci-preview"],
    },
  },
  { providers: [account] },
);

export const deploymentRoleArn = baseline.deploymentRoleArn;
