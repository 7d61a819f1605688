import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";
import { GITHUB_ISSUER, webIdentityTrusts } from "./web-identity-trusts";

export const requireExactWebIdentities: Guardrail = {
  id: "require-exact-web-identities",
  deny: { none: "no condition key shows the content of a trust policy" },
  preview: { resource: [{ types: ["aws:iam/role:Role"], check: trustsAreExact }] },
  detect: { none: "AWS Config has no managed rule for the conditions of trust policies" },
  calls: ["iam:CreateRole", "iam:UpdateAssumeRolePolicy"],
  parameters: {
    patterns: {
      type: "strings",
      mayBeEmpty: true,
      description: "Accepted subjects with wildcards, exactly as in the trust policy",
      default: [],
    },
  },
  about: {
    title: "Trust web identities by exact audience and subject",
    why: "a trust policy without a subject admits every repository, workflow and pod of the issuer, those of strangers too",
    comply:
      "Compare aud and sub of the issuer (of a public issuer the id of the application) with whole values; of GitHub, name the repository at least",
    severity: "critical",
    frameworks: [wellArchitected("SEC02-BP02"), wellArchitected("SEC03-BP07")],
    requirements: ["r2.17"],
    peers: [],
  },
};

/**
 * True for a subject that names one repository of GitHub and leaves its branch open: every principal that may push to the repository
 * matches, and no stranger. `require-exact-workflows` refuses it in production.
 */
function isOfOneRepository(issuer: string, claim: string, value: string): boolean {
  return issuer === GITHUB_ISSUER && claim === "sub" && /^repo:[^*?:/]+\/[^*?:/]+:/.test(value);
}

function trustsAreExact(role: ResourceView, { patterns }: ParameterValues): Finding[] {
  return webIdentityTrusts(role).flatMap(({ issuer, claims, claim }) =>
    claims.flatMap((name): Finding[] => {
      const values = claim(name);
      if (values === "unknown") {
        return [];
      }
      return values.length === 0
        ? [
            {
              message: `accepts any ${name} of ${issuer}; compare ${issuer}:${name} by StringEquals`,
            },
          ]
        : values
            .filter((value) => /[*?]/.test(value) && !isOfOneRepository(issuer, name, value))
            .filter((value) => !(patterns as readonly string[]).includes(value))
            .map((value) => ({
              message: `accepts every ${name} of ${issuer} that matches ${value}; write the value without wildcards`,
            }));
    }),
  );
}
