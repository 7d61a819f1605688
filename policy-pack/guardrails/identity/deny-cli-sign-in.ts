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
  preview: { none: "a person signs in: a sign-in is not a resource" },
  detect: { none: "AWS Config records resources, not sign-ins" },
  parameters: {},
  optIn:
    "AWS recommends aws login for work without stored keys where a company does not use Identity Center",
  about: {
    title: "Deny credentials of a console session to the command line",
    why: "on a shared or infected machine, a console session becomes a credentials file that renews itself for twelve hours",
    comply: "Sign in with aws sso login",
    severity: "medium",
    frameworks: [wellArchitected("SEC02-BP01"), wellArchitected("SEC02-BP02")],
    requirements: [],
    peers: ["AWS samples"],
  },
};
