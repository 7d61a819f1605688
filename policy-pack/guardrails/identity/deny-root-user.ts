import { cisFromMemory, controlTower } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denyRootUser: Guardrail = {
  id: "deny-root-user",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: ({ partition }) => [
        {
          Sid: "DenyRootUser",
          Effect: "Deny",
          Action: ["*"],
          Resource: ["*"],
          // Sessions that the management account opens with sts:AssumeRoot have the same ARN and must stay possible.
          Condition: {
            ArnLike: { "aws:PrincipalArn": [`arn:${partition}:iam::*:root`] },
            Null: { "aws:AssumedRoot": ["true"] },
          },
        },
      ],
    },
  ],
  preview: { none: "no resource creates or uses the root user, so there is nothing to preview" },
  detect: {
    none: "AWS Config sees the root user's credentials, but not their use: remove-root-credentials finds the credentials",
  },
  parameters: {},
  about: {
    title: "Never work as the root user",
    why: "no IAM policy of the account limits its root user, and the audit trail does not name the person",
    comply:
      "Work with a permission set; for tasks that only root can do, open a root session from the management account",
    severity: "critical",
    frameworks: [cisFromMemory("1.7"), controlTower("AWS-GR_RESTRICT_ROOT_USER")],
    requirements: ["S5"],
    peers: [
      "Control Tower",
      "Cloud Posse",
      "Landing Zone Accelerator",
      "DataChef",
      "MCAF",
      "org-kickstart",
      "AWS samples",
    ],
  },
};
