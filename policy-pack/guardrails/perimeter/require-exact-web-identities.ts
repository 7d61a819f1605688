import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";
import { webIdentityTrusts } from "./web-identity-trusts";

export const requireExactWebIdentities: Guardrail = {
  id: "require-exact-web-identities",
  deny: { none: "no condition key shows what a trust policy says" },
  preview: { resource: [{ types: ["aws:iam/role:Role"], check: trustsAreExact }] },
  detect: { none: "AWS Config has no managed rule that reads the conditions of trust policies" },
  calls: ["iam:CreateRole", "iam:UpdateAssumeRolePolicy"],
  parameters: {
    patterns: {
      type: "strings",
      mayBeEmpty: true,
      description: "Subjects with wildcards that are accepted, as the trust policy writes them",
      default: [],
    },
  },
  about: {
    title: "Trust web identities by exact audience and subject",
    why: "a trust that leaves the subject open lets every repository, branch and pull request of the issuer in",
    comply:
      "Compare the issuer's aud and sub, of a public one the application's id, with StringEquals and whole values",
    severity: "critical",
    frameworks: [wellArchitected("SEC02-BP02"), wellArchitected("SEC03-BP07")],
    requirements: ["r2.17"],
    peers: [],
  },
};

function trustsAreExact(role: ResourceView, { patterns }: ParameterValues): Finding[] {
  return webIdentityTrusts(role).flatMap(({ issuer, claims, claim }) =>
    claims.flatMap((name): Finding[] => {
      const values = claim(name);
      if (values === "unknown") {
        return [];
      }
      return values.length === 0
        ? [{ message: `accepts any ${name} of ${issuer}; compare ${issuer}:${name} for equality` }]
        : values
            .filter(
              (value) => /[*?]/.test(value) && !(patterns as readonly string[]).includes(value),
            )
            .map((value) => ({
              message: `accepts every ${name} of ${issuer} like ${value}; write it out without wildcards`,
            }));
    }),
  );
}
