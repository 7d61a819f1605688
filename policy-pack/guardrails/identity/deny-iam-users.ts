import { texts } from "../support/policy-documents";
import { known } from "../support/readings";
import { denyExcept, denyUnless } from "../support/statements";
import { cis, cisFromMemory, controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { DenyContext, Statement } from "../types/organization-policy";
import { onlyUsersToKeep, otherUsers, userArns, usersToKeep } from "./users";

export const denyIamUsers: Guardrail = {
  id: "deny-iam-users",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, parameters) => [
        // The root user gets a password by the same call: remove-root-credentials denies that.
        denyUnless([...context.lastResortRoleArns, `arn:${context.partition}:iam::*:root`], {
          Sid: "DenyIamUsers",
          Action,
          ...otherUsers(context.partition, parameters),
        }),
        ...onlyByProgram(context, userArns(context.partition, parameters)),
      ],
    },
  ],
  preview: {
    resource: [
      onlyUsersToKeep(
        "aws:iam/user:User",
        "name",
        "is an IAM user; remove it: people sign in through Identity Center, machines assume roles",
      ),
      onlyUsersToKeep(
        "aws:iam/userLoginProfile:UserLoginProfile",
        "user",
        "is a console password of an IAM user; remove it: people sign in through Identity Center, machines assume roles",
      ),
      ...["aws:iam/userPolicy:UserPolicy", "aws:iam/userPolicyAttachment:UserPolicyAttachment"].map(
        (type) => onlyUsersToKeep(type, "user", "gives rights to an IAM user; give them to a role"),
      ),
      ...[
        "aws:iam/userPoliciesExclusive:UserPoliciesExclusive",
        "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
      ].map((type) =>
        onlyUsersToKeep(type, "userName", "gives rights to an IAM user; give them to a role"),
      ),
      {
        types: ["aws:iam/policyAttachment:PolicyAttachment"],
        check: (attachment, { users }) =>
          texts(known(attachment, "users"))
            .filter((user) => !(users as readonly string[]).includes(user))
            .map((user) => ({
              message: `gives rights to the IAM user ${user}; give them to a role`,
            })),
      },
    ],
  },
  detect: [
    { configRule: "IAM_USER_NO_POLICIES_CHECK", global: true },
    { configRule: "IAM_GROUP_HAS_USERS_CHECK", global: true },
  ],
  parameters: { users: usersToKeep },
  about: {
    title: "Create no IAM users",
    why: "a user in a single account is in no directory, so the user remains when the person leaves or the machine is removed",
    comply:
      "Give people a permission set through a group, and machines a role; create the users to keep in the platform's program",
    severity: "high",
    frameworks: [cisFromMemory("1.21"), cis("1.15"), fsbp("IAM.2"), controlTower("CT.IAM.PR.4")],
    requirements: ["S11", "r2.11", "r4.3", "r4.8"],
    peers: ["Landing Zone Accelerator", "Cloud Posse", "AWS samples"],
  },
};

/** Calls that create a user, a password or rights of a user. */
const Action = [
  "iam:AttachUserPolicy",
  "iam:CreateLoginProfile",
  "iam:CreateUser",
  "iam:PutUserPolicy",
  "iam:UpdateLoginProfile",
];

/**
 * Statement for the users to keep. Without it every principal could create a user of such a name, with any rights; only
 * the program may.
 */
function onlyByProgram(context: DenyContext, users: readonly string[]): Statement[] {
  return users.length === 0
    ? []
    : [denyExcept(context, { Sid: "DenyIamUsersThatStay", Action, Resource: users })];
}
