import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";
import { GITHUB_ISSUER, webIdentityTrusts } from "./web-identity-trusts";

/** @see https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims */
export const requireExactWorkflows: Guardrail = {
  id: "require-exact-workflows",
  deny: { none: "no condition key shows the content of a trust policy" },
  preview: { resource: [{ types: ["aws:iam/role:Role"], check: workflowIsNamed }] },
  detect: { none: "AWS Config has no managed rule for the conditions of trust policies" },
  calls: ["iam:CreateRole", "iam:UpdateAssumeRolePolicy"],
  parameters: {
    subjects: {
      type: "strings",
      mayBeEmpty: true,
      description: "Accepted subjects with wildcards, exactly as in the trust policy",
      default: [],
    },
  },
  scope: { environments: ["production"] },
  about: {
    title: "Name the branch or environment that deploys to production",
    why: "a subject that ends in a wildcard after the repository admits the workflow of a branch that no person has reviewed",
    comply:
      "End the subject with the branch or the environment, such as repo:acme/shop:environment:production",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP02"), wellArchitected("SEC11-BP06")],
    requirements: ["r2.17"],
    peers: [],
  },
};

function workflowIsNamed(role: ResourceView, { subjects }: ParameterValues): Finding[] {
  return webIdentityTrusts(role)
    .filter(({ issuer }) => issuer === GITHUB_ISSUER)
    .flatMap(({ claim }) => {
      const values = claim("sub");
      return values === "unknown" ? [] : values;
    })
    .filter((subject) => /[*?]/.test(subject) && !(subjects as readonly string[]).includes(subject))
    .map((subject) => ({
      message: `admits every workflow that matches ${subject}; end the subject with a branch or an environment`,
    }));
}
