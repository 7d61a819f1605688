import { cis, controlTower } from "../types/frameworks";
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
          // Sessions that management opens with sts:AssumeRoot carry the same ARN and must stay possible.
          Condition: {
            ArnLike: { "aws:PrincipalArn": [`arn:${partition}:iam::*:root`] },
            Null: { "aws:AssumedRoot": ["true"] },
          },
        },
      ],
    },
  ],
  preview: { none: "no resource makes or uses the root user, so there is nothing to preview" },
  detect: {
    none: "AWS Config sees the root user's credentials, not their use: remove-root-credentials finds them",
  },
  parameters: {},
  about: {
    title: "Never work as the root user",
    why: "the root user of an account answers to no policy of that account and leaves no person's name",
    comply:
      "Work with a permission set; let management open a root session for what only root can do",
    severity: "critical",
    frameworks: [cis("1.7"), controlTower("AWS-GR_RESTRICT_ROOT_USER")],
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
