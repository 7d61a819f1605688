import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const retireBootstrapRole: Guardrail = {
  id: "retire-bootstrap-role",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: ({ partition, exemptRoleArns }, { roles }) => {
        // A role that providers still assume is among the exempt ones: its time has not come.
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
    none: "AWS makes the role together with the account, and no resource assumes it: providers do",
  },
  detect: { none: "AWS Config has no managed rule that watches the use of a role" },
  parameters: {
    roles: {
      type: "strings",
      of: "name",
      description: "Names of the roles that accounts came with",
      default: ["OrganizationAccountAccessRole"],
    },
  },
  about: {
    title: "Retire the role that came with the account",
    why: "whoever reaches the management account is administrator of every account that still has it, under a name that no guardrail expects",
    comply:
      "Work with the deployment role, or exempt the old role from this guardrail while an account needs it",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP02"), wellArchitected("SEC03-BP06")],
    requirements: ["S11"],
    peers: [],
  },
};
