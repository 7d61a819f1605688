import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const READER = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const ROLE = "aws:iam/role:Role";
const ROLE_ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ATTACHMENT = "aws:iam/policyAttachment:PolicyAttachment";

/**
 * Types that attach policies to one holder, with the input for the policies (one or many) and the input for the holder.
 */
const attachments = [
  [ROLE_ATTACHMENT, "policyArn", "role"],
  ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "policyArn", "group"],
  ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "policyArn", "user"],
  [
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
    "policyArns",
    "roleName",
  ],
  [
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
    "policyArns",
    "groupName",
  ],
  [
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
    "policyArns",
    "userName",
  ],
] as const;

/** Types with a policy document, and the input that contains it. */
const documents = [
  ["aws:iam/groupPolicy:GroupPolicy", "policy"],
  ["aws:iam/policy:Policy", "policy"],
  ["aws:iam/rolePolicy:RolePolicy", "policy"],
  ["aws:iam/userPolicy:UserPolicy", "policy"],
  ["aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", "inlinePolicy"],
] as const;

const one = (property: string, arn: string): unknown => (property === "policyArns" ? [arn] : arn);
const document = (...statements: object[]): object => ({
  Version: "2012-10-17",
  Statement: statements,
});
const everything = { Effect: "Allow", Action: "*", Resource: "*" };
const reading = { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["*"] };
const POLICY = "aws:iam/policy:Policy";
/** Statements that give administrator rights, directly or in two steps. */
const roundabout: readonly object[] = [
  { ...everything, Action: "*:*" },
  { ...everything, Action: "IAM:*" },
  { ...everything, Resource: ["arn:aws:iam::123456789012:role/*"] },
  { Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::app" },
  { Effect: "Allow", NotAction: ["iam:CreateRole", "organizations:*"], Resource: "*" },
  { ...everything, Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } },
  { ...everything, Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
];

export const cases: PolicyCases = {
  violating: [
    ...attachments.map(([type, policies, holder]) => ({
      title: `an administrator by ${type}`,
      type,
      inputs: { [policies]: one(policies, ADMINISTRATOR), [holder]: "app" },
      message: /has the policy AdministratorAccess/,
    })),
    {
      title: "a group that bears the deployment role's name",
      type: "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
      inputs: { policyArn: ADMINISTRATOR, group: "platform-deployment" },
      message: /has the policy AdministratorAccess/,
    },
    {
      title: "an administrator in another partition, among harmless policies",
      type: ROLE,
      inputs: {
        name: "app",
        managedPolicyArns: [READER, "arn:aws-us-gov:iam::aws:policy/IAMFullAccess"],
      },
      message: /has the policy IAMFullAccess/,
    },
    ...["users", "groups", "roles"].map((property) => ({
      title: `an administrator among ${property}`,
      type: ATTACHMENT,
      inputs: { policyArn: ADMINISTRATOR, [property]: ["app"] },
      message: /has the policy AdministratorAccess/,
    })),
    ...documents.map(([type, property]) => ({
      title: `a document that allows everything: ${type}`,
      type,
      inputs: { [property]: JSON.stringify(document(reading, everything)) },
      message: /allows all actions, or all of IAM, on every resource/,
    })),
    {
      title: "a document that allows all of IAM, as an object",
      type: "aws:iam/rolePolicy:RolePolicy",
      inputs: {
        policy: document({ Effect: "Allow", Action: ["s3:*", "iam:*"], Resource: ["*"] }),
      },
      message: /allows all actions/,
    },
    {
      title: "a document that leaves out a little",
      type: "aws:iam/policy:Policy",
      inputs: { policy: document({ Effect: "Allow", NotAction: "s3:*", Resource: "*" }) },
      message: /allows all actions/,
    },
    ...roundabout.map((statement) => ({
      title: `a document that allows ${JSON.stringify(statement)}`,
      type: POLICY,
      inputs: { policy: document(reading, statement) },
      message: /allows all actions|can give itself any right/,
    })),
    {
      title: "a document that lets its holder attach what he likes",
      type: POLICY,
      inputs: { policy: document({ ...everything, Action: ["iam:Create*", "iam:Attach*"] }) },
      message: /can give itself any right by iam:AttachGroupPolicy, .* on every resource/,
    },
    {
      title: "an empty condition",
      type: "aws:iam/policy:Policy",
      inputs: { policy: document({ ...everything, Condition: {} }) },
      message: /allows all actions/,
    },
    {
      title: "an inline policy among others",
      type: ROLE,
      inputs: {
        inlinePolicies: [
          { name: "reads", policy: JSON.stringify(document(reading)) },
          { name: "all", policy: JSON.stringify(document(everything)) },
        ],
      },
      message: /allows all actions/,
    },
  ],
  compliant: [
    ...attachments.map(([type, policies, holder]) => ({
      type,
      inputs: { [policies]: one(policies, READER), [holder]: "app" },
    })),
    { type: ROLE_ATTACHMENT, inputs: { policyArn: ADMINISTRATOR, role: "platform-deployment" } },
    { type: ROLE_ATTACHMENT, inputs: { policyArn: ADMINISTRATOR, role: UNKNOWN } },
    {
      type: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
      inputs: { policyArns: [ADMINISTRATOR], roleName: "platform-deployment" },
    },
    {
      type: ROLE_ATTACHMENT,
      inputs: { policyArn: "arn:aws:iam::123456789012:policy/AdministratorAccess", role: "app" },
    },
    {
      type: ROLE,
      inputs: {
        name: "app",
        managedPolicyArns: [READER],
        inlinePolicies: [{ name: "reads", policy: JSON.stringify(document(reading)) }],
      },
    },
    {
      type: ROLE,
      inputs: { name: "platform-break-glass", managedPolicyArns: [ADMINISTRATOR] },
    },
    { type: ATTACHMENT, inputs: { policyArn: ADMINISTRATOR, roles: ["platform-deployment"] } },
    {
      type: ATTACHMENT,
      inputs: { policyArn: READER, users: ["mail"], groups: ["readers"], roles: ["app"] },
    },
    ...documents.map(([type, property]) => ({
      type,
      inputs: { [property]: JSON.stringify(document(reading)) },
    })),
    {
      type: "aws:iam/policy:Policy",
      inputs: {
        policy: document(
          { ...everything, Effect: "Deny" },
          { ...everything, Condition: { StringEquals: { "iam:PermissionsBoundary": "bounds" } } },
          { ...everything, Resource: "arn:aws:s3:::app/*" },
          { Effect: "Allow", NotAction: ["IAM:*", "organizations:*"], Resource: "*" },
          { Effect: "Allow", Action: ["iam:Get*", "iam:CreateRole"], Resource: "*" },
          {
            Effect: "Allow",
            Action: "iam:AttachRolePolicy",
            Resource: "arn:aws:iam::1:role/app-*",
          },
        ),
      },
    },
  ],
};
