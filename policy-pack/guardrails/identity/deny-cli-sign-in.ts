import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denyCliSignIn: Guardrail = {
  id: "deny-cli-sign-in",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyCliSignIn",
          Action: ["signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"],
          Resource: [`arn:${context.partition}:signin:*:*:oauth2/public-client/*`],
        }),
      ],
    },
  ],
  preview: { none: "signing in is a person's act: no resource stands for it" },
  detect: { none: "AWS Config records resources, not sign-ins" },
  parameters: {},
  optIn:
    "aws login is how AWS recommends to work without stored keys where Identity Center is not used",
  about: {
    title: "Give the command line no credentials of a console session",
    why: "a console session on a shared or infected machine becomes credentials in a file, renewed for twelve hours",
    comply: "Sign in with aws sso login",
    severity: "medium",
    frameworks: [wellArchitected("SEC02-BP01"), wellArchitected("SEC02-BP02")],
    requirements: [],
    peers: ["AWS samples"],
  },
};
