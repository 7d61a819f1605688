import { denyExcept } from "../support/statements";
import { controlTower } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectPlatformRoles: Guardrail = {
  id: "protect-platform-roles",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectPlatformRoles",
          Action: [
            "iam:AttachRolePolicy",
            "iam:CreateRole",
            "iam:DeleteRole",
            "iam:DeleteRolePermissionsBoundary",
            "iam:DeleteRolePolicy",
            "iam:DetachRolePolicy",
            "iam:PutRolePermissionsBoundary",
            "iam:PutRolePolicy",
            "iam:TagRole",
            "iam:UntagRole",
            "iam:UpdateAssumeRolePolicy",
            "iam:UpdateRole",
            "iam:UpdateRoleDescription",
          ],
          Resource: context.protectedRoleArns,
        }),
        // The role of last resort may erase evidence and backups. The other exempt roles may create it, but neither
        // change its trust policy nor replace it.
        {
          Sid: "ProtectPlatformRolesLastResort",
          Effect: "Deny",
          Action: ["iam:DeleteRole", "iam:UpdateAssumeRolePolicy"],
          Resource: context.lastResortRoleArns,
          Condition: {
            ArnLike: {
              "aws:PrincipalArn": context.exemptRoleArns.filter(
                (arn) => !context.lastResortRoleArns.includes(arn),
              ),
            },
          },
        },
      ],
    },
  ],
  preview: {
    none: "only the baseline creates these roles, once per account, which a test checks; a preview rule cannot distinguish them",
  },
  detect: { none: "AWS Config has no managed rule for roles by name" },
  parameters: {},
  about: {
    title: "Protect the roles that guardrails exempt and those that lead to them",
    why: "a principal that can create or change an exempt role, or a role that may assume one, bypasses every other guardrail",
    comply:
      "Change the baseline in code and let the deployment role apply it; only the role of last resort can change its own trust policy",
    severity: "critical",
    frameworks: [controlTower("AWS-GR_IAM_ROLE_CHANGE_PROHIBITED")],
    requirements: ["S11"],
    peers: [
      "Control Tower",
      "Landing Zone Accelerator",
      "Cloud Posse",
      "superwerker",
      "AWS samples",
    ],
  },
};
