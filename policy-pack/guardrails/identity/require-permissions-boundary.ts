import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const requirePermissionsBoundary: Guardrail = {
  id: "require-permissions-boundary",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { boundary }) => {
        const arns = (boundary as readonly string[]).map(
          (name) => `arn:${context.partition}:iam::*:policy/${name}`,
        );
        return [
          denyExcept(context, {
            Sid: "RequirePermissionsBoundaryRoles",
            Action: [
              "iam:AttachRolePolicy",
              "iam:CreateRole",
              "iam:PutRolePermissionsBoundary",
              "iam:PutRolePolicy",
            ],
            Resource: ["*"],
            // A request for a role without a boundary has no such key, and a negated operator matches a missing key.
            Condition: { ArnNotEquals: { "iam:PermissionsBoundary": arns } },
          }),
          denyExcept(context, {
            Sid: "RequirePermissionsBoundaryRemoval",
            Action: ["iam:DeleteRolePermissionsBoundary"],
            Resource: ["*"],
          }),
          denyExcept(context, {
            Sid: "RequirePermissionsBoundaryPolicy",
            Action: [
              "iam:CreatePolicy",
              "iam:CreatePolicyVersion",
              "iam:DeletePolicy",
              "iam:DeletePolicyVersion",
              "iam:SetDefaultPolicyVersion",
            ],
            Resource: arns,
          }),
        ];
      },
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:iam/role:Role"],
        check: (role, { boundary }) => {
          const given = role.read("permissionsBoundary");
          const bound =
            given.state === "unknown" ||
            (given.state === "known" &&
              (boundary as readonly string[]).some((name) =>
                String(given.value).endsWith(`:policy/${name}`),
              ));
          return bound || isOfPlatform(role.urn)
            ? []
            : [
                {
                  message: `has no permissions boundary of the company; set permissionsBoundary to the policy ${(boundary as readonly string[]).join(" or ")}`,
                },
              ];
        },
      },
    ],
  },
  detect: { none: "AWS Config has no managed rule for permissions boundaries" },
  parameters: {
    boundary: {
      type: "strings",
      of: "name",
      description: "Names of the boundary policies; every bound account must have them",
    },
  },
  optIn: "the company must first write the boundary policy and create it in every account",
  about: {
    title: "Require a permissions boundary on roles of teams",
    why: "a principal that may create roles can create one with more rights than its own, and assume it",
    comply: "Set permissionsBoundary of the role to the boundary policy of its account",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP05"), wellArchitected("SEC03-BP02")],
    requirements: ["S11"],
    peers: ["DataChef"],
  },
};

/** True for roles inside the platform's components: the deployment role creates them, and no boundary binds it. */
function isOfPlatform(urn: string): boolean {
  return urn.split("::")[2]?.startsWith("platform:") ?? false;
}
