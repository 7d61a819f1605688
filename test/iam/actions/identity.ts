import { type ActionTable } from "./table";

const assigned = ["{permissionSetArn}", "{instanceArn}"];
const provisioning =
  "DescribePermissionSet DescribePermissionSetProvisioningStatus ProvisionPermissionSet";
const role = "arn:{partition}:iam::{account}:role/{role}";

/** Roles of the accounts, and access of people. */
export const identity: ActionTable = {
  "pulumi:providers:aws": { actions: { sts: "GetCallerIdentity" } },
  "aws:account/alternativeContact:AlternativeContact": {
    resources: ["arn:{partition}:account::{account}:account"],
    actions: { account: "DeleteAlternateContact GetAlternateContact PutAlternateContact" },
  },
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy": {
    actions: { iam: "GetAccountPasswordPolicy UpdateAccountPasswordPolicy" },
  },
  "aws:iam/role:Role": {
    resources: ["{arn}"],
    actions: {
      iam: `CreateRole DeleteRole GetRole ListAttachedRolePolicies ListInstanceProfilesForRole
        ListRolePolicies TagRole UntagRole UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription`,
    },
  },
  "aws:iam/rolePolicy:RolePolicy": {
    resources: [role],
    actions: { iam: "DeleteRolePolicy GetRolePolicy PutRolePolicy" },
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    resources: [role],
    actions: { iam: "AttachRolePolicy DetachRolePolicy ListAttachedRolePolicies" },
    context: { "iam:PolicyARN": "{policyArn}" },
  },
  "aws:iam/serviceLinkedRole:ServiceLinkedRole": {
    resources: ["{arn}"],
    actions: {
      iam: "CreateServiceLinkedRole GetRole TagRole UntagRole UpdateRoleDescription",
    },
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    resources: ["{arn}"],
    actions: {
      iam: `AddClientIDToOpenIDConnectProvider CreateOpenIDConnectProvider DeleteOpenIDConnectProvider
        GetOpenIDConnectProvider RemoveClientIDFromOpenIDConnectProvider TagOpenIDConnectProvider
        UntagOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint`,
    },
  },
  "aws:identitystore/group:Group": {
    resources: [
      "arn:{partition}:identitystore::{account}:identitystore/{identityStoreId}",
      "arn:{partition}:identitystore:::group/{groupId}",
    ],
    actions: { identitystore: "CreateGroup DescribeGroup UpdateGroup" },
  },
  "aws:ssoadmin/permissionSet:PermissionSet": {
    resources: ["{arn}", "{instanceArn}"],
    actions: {
      sso: `${provisioning} CreatePermissionSet DeletePermissionSet ListInstances ListTagsForResource TagResource UntagResource
        UpdatePermissionSet`,
    },
  },
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": {
    resources: assigned,
    actions: {
      sso: `${provisioning} DeleteInlinePolicyFromPermissionSet GetInlinePolicyForPermissionSet
        PutInlinePolicyToPermissionSet`,
    },
  },
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": {
    resources: assigned,
    actions: {
      sso: `${provisioning} AttachManagedPolicyToPermissionSet DetachManagedPolicyFromPermissionSet
        ListManagedPoliciesInPermissionSet`,
    },
  },
  "aws:ssoadmin/accountAssignment:AccountAssignment": {
    resources: [...assigned, "arn:{partition}:sso:::account/{targetId}"],
    actions: {
      sso: `CreateAccountAssignment DeleteAccountAssignment DescribeAccountAssignmentCreationStatus
        DescribeAccountAssignmentDeletionStatus ListAccountAssignments`,
    },
  },
};
