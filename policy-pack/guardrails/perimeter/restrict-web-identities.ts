import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Statement } from "../types/organization-policy";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";
import { GITHUB_ISSUER, webIdentityTrusts } from "./web-identity-trusts";

export const restrictWebIdentities: Guardrail = {
  id: "restrict-web-identities",
  deny: [
    {
      policyType: "RESOURCE_CONTROL_POLICY",
      statements: (_context, parameters) => {
        const issuers = parameters["issuers"] as readonly string[];
        const deny = (
          suffix: string,
          Condition: NonNullable<Statement["Condition"]>,
        ): Statement => ({
          Sid: `RestrictWebIdentities${suffix}`,
          Effect: "Deny",
          Principal: "*",
          Action: ["sts:AssumeRoleWithWebIdentity"],
          Resource: ["*"],
          Condition,
        });
        const github = `${GITHUB_ISSUER}:sub`;
        return [
          deny("Github", {
            Null: { [github]: ["false"] },
            StringNotLike: { [github]: subjects(parameters) },
          }),
          ...(issuers.length > 0
            ? [
                deny("Issuers", {
                  Null: Object.fromEntries(
                    [GITHUB_ISSUER, ...issuers].map((issuer) => [`${issuer}:sub`, ["true"]]),
                  ),
                }),
              ]
            : []),
        ];
      },
    },
  ],
  preview: { resource: [{ types: ["aws:iam/role:Role"], check: trustsAreOurs }] },
  detect: { none: "AWS Config has no managed rule for the conditions of trust policies" },
  parameters: {
    githubOrganizations: {
      type: "strings",
      of: "name",
      description:
        "GitHub organizations whose workflows may assume roles: name, and name@id for repositories with the immutable subject",
    },
    issuers: {
      type: "strings",
      of: "issuer",
      mayBeEmpty: true,
      description:
        "Hosts, with their path, of other issuers than GitHub that may be trusted; an empty list trusts all of them",
      default: [],
    },
  },
  optIn: "only the company knows which GitHub organizations and issuers are its own",
  about: {
    title: "Admit only the company's own web identities",
    why: "with a typing error in the name of the GitHub organization, the role belongs to the stranger who registers that name",
    comply:
      "Trust repositories of the listed GitHub organizations, or request an addition to the list of issuers",
    severity: "high",
    frameworks: [wellArchitected("SEC02-BP04"), wellArchitected("SEC03-BP07")],
    requirements: ["r2.17"],
    peers: ["AWS data perimeter samples"],
  },
};

function organizations(parameters: ParameterValues): readonly string[] {
  return parameters["githubOrganizations"] as readonly string[];
}

function subjects(parameters: ParameterValues): string[] {
  return organizations(parameters).map((name) => `repo:${name}/*`);
}

function trustsAreOurs(role: ResourceView, parameters: ParameterValues): Finding[] {
  const prefixes = subjects(parameters).map((subject) => subject.slice(0, -1));
  return webIdentityTrusts(role)
    .filter(({ issuer }) => issuer === GITHUB_ISSUER)
    .flatMap(({ claim }) => {
      const values = claim("sub");
      return values === "unknown" ? [] : values;
    })
    .filter((subject) => !prefixes.some((prefix) => subject.startsWith(prefix)))
    .map((subject) => ({
      message: `trusts ${subject}, which is no repository of ${organizations(parameters).join(", ")}; name one of their repositories`,
    }));
}
