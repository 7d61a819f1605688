import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const USER = "aws:iam/user:User";
const ATTACHMENT = "aws:iam/policyAttachment:PolicyAttachment";
const ofOneUser = [
  "aws:iam/userLoginProfile:UserLoginProfile",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
];
const exclusive = [
  "aws:iam/userPoliciesExclusive:UserPoliciesExclusive",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
];

export const cases: PolicyCases = {
  parameters: { users: ["mail"] },
  violating: [
    { title: "a user without a name", type: USER, message: /is an IAM user; remove it/ },
    { title: "a user", type: USER, inputs: { name: "jane" }, message: /is an IAM user/ },
    ...ofOneUser.map((type) => ({
      title: `what a user gets: ${type}`,
      type,
      inputs: { user: "jane" },
      message: /IAM user; (?:remove it|give them to a role)/,
    })),
    ...exclusive.map((type) => ({
      title: `all that a user gets: ${type}`,
      type,
      inputs: { userName: "jane" },
      message: /gives rights to an IAM user; give them to a role/,
    })),
    {
      title: "a policy for a user among others",
      type: ATTACHMENT,
      inputs: { users: ["mail", "jane"], roles: ["app"] },
      message: /gives rights to the IAM user jane/,
    },
  ],
  compliant: [
    { type: USER, inputs: { name: "mail" } },
    { type: USER, inputs: { name: UNKNOWN } },
    ...ofOneUser.map((type) => ({ type, inputs: { user: "mail" } })),
    ...exclusive.map((type) => ({ type, inputs: { userName: "mail" } })),
    { type: ATTACHMENT, inputs: { users: ["mail"] } },
    { type: ATTACHMENT, inputs: { roles: ["app"] } },
  ],
};
