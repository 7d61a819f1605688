import type { FunctionRow, Row } from "../core/types";
import { uuid } from "./uuid";

/** Instance of Identity Center: there is one for the organization. */
const INSTANCE = "ssoins-7223a1b2c3d4e5f6";
const STORE = "d-9067a1b2c3";

/** Permission sets, groups and assignments. */
export const identityCenterRows: Readonly<Record<string, Row>> = {
  "aws:ssoadmin/permissionSet:PermissionSet": (resource) => {
    const arn = `arn:${resource.partition}:sso:::permissionSet/${INSTANCE}/ps-${resource.hex(16)}`;
    return {
      id: `${arn},${resource.text("instanceArn")}`,
      outputs: { arn, createdDate: "2026-01-01T00:00:00Z" },
    };
  },
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": (resource) => ({
    id: ["managedPolicyArn", "permissionSetArn", "instanceArn"]
      .map((input) => resource.text(input))
      .join(","),
    outputs: { managedPolicyName: resource.text("managedPolicyArn").split("/").at(-1) ?? "" },
  }),
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": (resource) => ({
    id: `${resource.text("permissionSetArn")},${resource.text("instanceArn")}`,
    outputs: {},
  }),
  "aws:ssoadmin/accountAssignment:AccountAssignment": (resource) => ({
    id: [
      "principalId",
      "principalType",
      "targetId",
      "targetType",
      "permissionSetArn",
      "instanceArn",
    ]
      .map((input) => resource.text(input))
      .join(","),
    outputs: {},
  }),
  "aws:identitystore/group:Group": (resource) => {
    const groupId = uuid(resource);
    return {
      id: `${resource.text("identityStoreId")}/${groupId}`,
      outputs: { groupId, externalIds: [] },
    };
  },
};

/** Functions of an enabled Identity Center. */
export const identityCenterFunctions: Readonly<Record<string, FunctionRow>> = {
  "aws:ssoadmin/getInstances:getInstances": (call) => ({
    id: call.site.region,
    region: call.site.region,
    arns: [`arn:${call.partition}:sso:::instance/${INSTANCE}`],
    identityStoreIds: [STORE],
  }),
  "aws:identitystore/getGroup:getGroup": (call) => {
    const groupId = uuid(call);
    return {
      id: groupId,
      groupId,
      region: call.site.region,
      identityStoreId: call.text("identityStoreId"),
      description: "",
      displayName: "",
      externalIds: [],
    };
  },
};
