import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const retireBootstrapRole: Guardrail = {
  id: "retire-bootstrap-role",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: ({ partition, exemptRoleArns }, { roles }) => {
        // The bootstrap role is exempt as long as providers assume it.
        const retired = (roles as readonly string[])
          .map((role) => `arn:${partition}:iam::*:role/${role}`)
          .filter((arn) => !exemptRoleArns.includes(arn));
        return retired.length === 0
          ? []
          : [
              {
                Sid: "RetireBootstrapRole",
                Effect: "Deny",
                Action: ["*"],
                Resource: ["*"],
                Condition: { ArnLike: { "aws:PrincipalArn": retired } },
              },
            ];
      },
    },
  ],
  preview: {
    none: "AWS creates the role together with the account, and providers assume it, not resources",
  },
  detect: { none: "AWS Config has no managed rule for the use of a role" },
  parameters: {
    roles: {
      type: "strings",
      of: "name",
      description: "Names of the roles that AWS or Control Tower created with the accounts",
      default: ["OrganizationAccountAccessRole"],
    },
  },
  about: {
    title: "Retire the role that was created with the account",
    why: "a principal that reaches the management account is administrator of every account that still has this role",
    comply:
      "Work with the deployment role, or exempt the old role from this guardrail while an account needs it",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP02"), wellArchitected("SEC03-BP06")],
    requirements: ["S11"],
    peers: [],
  },
};
