import { wellArchitected } from "../frameworks";
import type { Finding, Guardrail } from "../guardrail";
import { known, objects } from "../readings";
import { covers, documentInputs, texts, unconditionalAllows } from "./policy-documents";

const actions = ["iam:PassRole", "sts:AssumeRole"];

export const narrowRolePassing: Guardrail = {
  id: "narrow-role-passing",
  title: "Name the roles that may be passed or assumed",
  why: "who may pass or assume every role has the rights of the strongest one",
  comply:
    "Name the roles in Resource, or add a condition such as iam:PassedToService or aws:ResourceOrgID",
  severity: "high",
  frameworks: [wellArchitected("SEC03-BP02"), wellArchitected("SEC03-BP05")],
  requirements: ["S11"],
  peers: [],
  parameters: {},
  deny: { none: "no condition key shows what a policy document says" },
  calls: [
    "iam:CreatePolicy",
    "iam:CreatePolicyVersion",
    "iam:PutGroupPolicy",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
    "sso:PutInlinePolicyToPermissionSet",
  ],
  preview: {
    resource: [
      {
        types: Object.keys(documentInputs),
        check: (resource) =>
          rolesAreNamed(known(resource, documentInputs[resource.type] ?? "policy")),
      },
      {
        types: ["aws:iam/role:Role"],
        check: (role) =>
          objects(known(role, "inlinePolicies")).flatMap(({ policy }) => rolesAreNamed(policy)),
      },
    ],
  },
  detect: { none: "AWS Config has no managed rule that looks for the passing of roles" },
};

function rolesAreNamed(document: unknown): Finding[] {
  return unconditionalAllows(document)
    .filter(({ Resource: resource }) => texts(resource).some(isEveryRole))
    .flatMap(({ Action: allowed }) =>
      actions.filter((action) =>
        // A document that allows everything is deny-administrator-policies' matter.
        texts(allowed).some((pattern) => pattern !== "*" && covers(pattern, action)),
      ),
    )
    .map((action) => ({
      message: `allows ${action} on every role without a condition; name the roles, or add a condition`,
    }));
}

function isEveryRole(resource: string): boolean {
  return resource === "*" || /^arn:[^:]*:iam::[^:]*:(?:role\/)?\*$/.test(resource);
}
