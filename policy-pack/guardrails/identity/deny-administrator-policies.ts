import { allowsWithout } from "../support/open-statements";
import {
  allowedAmong,
  documentCalls,
  documentRules,
  reachesEveryRole,
  rightKeys,
  texts,
} from "../support/policy-documents";
import { known } from "../support/readings";
import { denyExcept } from "../support/statements";
import { cisFromMemory, controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, Reading, ResourceView } from "../types/preview-rule";

export const denyAdministratorPolicies: Guardrail = {
  id: "deny-administrator-policies",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { policies }) => [
        denyExcept(context, {
          Sid: "DenyAdministratorPolicies",
          Action: ["iam:AttachGroupPolicy", "iam:AttachRolePolicy", "iam:AttachUserPolicy"],
          Resource: ["*"],
          Condition: {
            ArnEquals: {
              "iam:PolicyARN": (policies as readonly string[]).map(
                (policy) => `arn:${context.partition}:iam::aws:policy/${policy}`,
              ),
            },
          },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      { types: Object.keys(attachmentInputs()), check: policiesAreOrdinary },
      { types: ["aws:iam/policyAttachment:PolicyAttachment"], check: attachmentIsOrdinary },
      ...documentRules(documentIsNarrow),
    ],
  },
  detect: [{ configRule: "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS", global: true }],
  calls: documentCalls,
  parameters: {
    policies: {
      type: "strings",
      of: "name",
      description: "Names of the AWS managed policies that give administrator rights",
      default: ["AdministratorAccess", "IAMFullAccess"],
    },
    roles: {
      type: "strings",
      of: "name",
      mayBeEmpty: true,
      description: "Names of the roles that may have these policies",
      default: ["platform-break-glass", "platform-deployment"],
    },
  },
  // By default the bootstrap of the CDK creates an administrator role. Sandboxes and development accounts may use it.
  scope: { environments: ["production", "staging", "shared"] },
  about: {
    title: "Create no administrators except the platform's",
    why: "an attacker who breaks into a workload with all rights controls the whole account",
    comply:
      "Name the needed actions and resources, give people administration by permission set, and bootstrap the CDK with --cloudformation-execution-policies",
    severity: "critical",
    frameworks: [
      cisFromMemory("1.16"),
      fsbp("IAM.1"),
      controlTower("CT.IAM.PR.1"),
      controlTower("CT.IAM.PR.2"),
    ],
    requirements: ["S11"],
    peers: ["Control Tower", "AWS samples"],
  },
};

/** Inputs with the policies and with their holder, by type. */
function attachmentInputs(): Readonly<Record<string, { policies: string; holder: string }>> {
  return {
    "aws:iam/role:Role": { policies: "managedPolicyArns", holder: "name" },
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": {
      policies: "policyArn",
      holder: "group",
    },
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": {
      policies: "policyArns",
      holder: "groupName",
    },
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { policies: "policyArn", holder: "role" },
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": {
      policies: "policyArns",
      holder: "roleName",
    },
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": { policies: "policyArn", holder: "user" },
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": {
      policies: "policyArns",
      holder: "userName",
    },
  };
}

/** With one of these actions on every role, user or policy, a principal can give itself all other rights. */
const ownRights = [
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreatePolicyVersion",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
];

function policiesAreOrdinary(resource: ResourceView, parameters: ParameterValues): Finding[] {
  const { policies, holder } = attachmentInputs()[resource.type] ?? { policies: "", holder: "" };
  const found = administratorPolicies(known(resource, policies), parameters);
  return found.length > 0 && !mayAdminister(resource.type, resource.read(holder), parameters)
    ? found.map(attached)
    : [];
}

function attachmentIsOrdinary(attachment: ResourceView, parameters: ParameterValues): Finding[] {
  const others = ["users", "groups"].flatMap((property) => texts(known(attachment, property)));
  const roles = texts(known(attachment, "roles")).filter((role) => !names(parameters, role));
  return [...others, ...roles].length > 0
    ? administratorPolicies(known(attachment, "policyArn"), parameters).map(attached)
    : [];
}

function administratorPolicies(arns: unknown, { policies }: ParameterValues): string[] {
  return texts(arns).flatMap((arn) => {
    const name = /^arn:[\w-]+:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
    return name !== undefined && (policies as readonly string[]).includes(name) ? [name] : [];
  });
}

/** A role name that is not known yet may be one of the listed names. */
function mayAdminister(type: string, holder: Reading, parameters: ParameterValues): boolean {
  return (
    /role/i.test(type) &&
    (holder.state === "unknown" || (holder.state === "known" && names(parameters, holder.value)))
  );
}

function names({ roles }: ParameterValues, role: unknown): boolean {
  return (roles as readonly unknown[]).includes(role);
}

function attached(policy: string): Finding {
  return { message: `has the policy ${policy}; attach one that names the needed actions` };
}

function documentIsNarrow(document: unknown): Finding[] {
  return allowsWithout(rightKeys, document)
    .filter(reachesEveryRole)
    .map((statement) => allowedAmong(ownRights, statement))
    .filter((allowed) => allowed.length > 0)
    .map((allowed) => ({
      message:
        allowed.length === ownRights.length
          ? "allows all actions, or all of IAM, on every resource; name the actions and resources it needs"
          : `can give itself any right by ${allowed.join(", ")} on every resource; name the resources, or add a condition on iam:PermissionsBoundary or iam:PolicyARN`,
    }));
}
