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
        // Whoever the role of last resort trusts erases evidence and backups: others that are exempt may make it, but
        // neither take it over nor make it anew.
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
    none: "the baseline alone makes these roles, once per account: a test holds that, no preview rule could tell",
  },
  detect: { none: "AWS Config has no managed rule that watches roles by name" },
  parameters: {},
  about: {
    title: "Protect the roles that guardrails exempt and those that lead to them",
    why: "whoever can make or change an exempted role, or one that may assume it, walks past every other guardrail",
    comply:
      "Change the baseline in code and let the deployment role apply it; once the role of last resort exists, it alone changes whom it trusts",
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
