import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const URL = "aws:lambda/functionUrl:FunctionUrl";
const PERMISSION = "aws:lambda/permission:Permission";
const LAYER = "aws:lambda/layerVersionPermission:LayerVersionPermission";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a URL for everyone",
      type: URL,
      inputs: { authorizationType: "NONE" },
      message: /has no authorization/,
    },
    {
      title: "a permission for everyone who has the URL",
      type: PERMISSION,
      inputs: { principal: "*", functionUrlAuthType: "NONE", principalOrgId: "o-1" },
      message: /allows every caller on the function's URL/,
    },
    {
      title: "a permission for everyone",
      type: PERMISSION,
      inputs: { principal: "*" },
      message: /allows every account to call the function; name a principal/,
    },
    {
      title: "a permission for the topics of every account",
      type: PERMISSION,
      inputs: { principal: "*", sourceArn: "arn:aws:sns:us-east-1:*:orders" },
      message: /allows every account to call the function/,
    },
    {
      title: "a layer for everyone",
      type: LAYER,
      inputs: { principal: "*" },
      message: /gives the layer to every AWS account/,
    },
  ],
  compliant: [
    { type: URL, inputs: { authorizationType: "AWS_IAM" } },
    { type: PERMISSION, inputs: { principal: "*", principalOrgId: "o-1" } },
    {
      type: PERMISSION,
      inputs: { principal: "*", functionUrlAuthType: "AWS_IAM", principalOrgId: "o-1" },
    },
    { type: PERMISSION, inputs: { principal: "*", sourceAccount: "123456789012" } },
    { type: PERMISSION, inputs: { principal: "*", sourceArn: UNKNOWN } },
    {
      type: PERMISSION,
      inputs: { principal: "*", sourceArn: "arn:aws:sns:us-east-1:123456789012:orders" },
    },
    // deny-confused-deputies checks the source of services.
    { type: PERMISSION, inputs: { principal: "events.amazonaws.com" } },
    { type: PERMISSION, inputs: { principal: "123456789012" } },
    { type: LAYER, inputs: { principal: "*", organizationId: "o-1" } },
    { type: LAYER, inputs: { principal: "123456789012" } },
  ],
};
