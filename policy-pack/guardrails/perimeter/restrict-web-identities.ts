import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Conditions, Statement } from "../types/organization-policy";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";
import { GITHUB_ISSUER, publicIssuers, webIdentityTrusts } from "./web-identity-trusts";

export const restrictWebIdentities: Guardrail = {
  id: "restrict-web-identities",
  // On by default: nothing else stops strangers from a role that trusts an issuer which all companies use. A company lists what is its own.
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
        const unlisted = (
          key: string,
          operator: "StringNotEquals" | "StringNotLike",
          listed: readonly string[],
        ): NonNullable<Statement["Condition"]> => ({
          Null: { [key]: ["false"] },
          ...(listed.length > 0 && { [operator]: { [key]: listed } }),
        });
        return [
          deny("Github", unlisted(`${GITHUB_ISSUER}:sub`, "StringNotLike", subjects(parameters))),
          ...[...publicIssuers].map(([issuer, { claim, name }]) =>
            deny(name, unlisted(`${issuer}:${claim}`, "StringNotEquals", applications(parameters))),
          ),
          ...(issuers.length > 0
            ? [
                deny("Issuers", {
                  Null: Object.fromEntries([
                    ...[GITHUB_ISSUER, ...issuers].map((issuer) => [`${issuer}:sub`, ["true"]]),
                    ...[...publicIssuers].map(([issuer, { claim }]) => [
                      `${issuer}:${claim}`,
                      ["true"],
                    ]),
                  ]) as Conditions[string],
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
      of: "githubOwner",
      mayBeEmpty: true,
      description:
        "GitHub organizations whose workflows may assume roles: name, and name@id for repositories with the immutable subject; an empty list trusts no workflow",
      default: [],
    },
    applications: {
      type: "strings",
      of: "application",
      mayBeEmpty: true,
      description:
        "Ids of the company's Cognito identity pools, and of its applications at Google, Facebook and Amazon, whose users may assume roles: IAM knows these issuers without a provider",
      default: [],
    },
    issuers: {
      type: "strings",
      of: "issuer",
      mayBeEmpty: true,
      description:
        "Hosts, with their path, of other issuers than GitHub that may be trusted; an empty list trusts those with a provider in the account, which guardrail restrict-federation guards",
      default: [],
    },
  },
  about: {
    title: "Admit only the company's own web identities",
    why: "a trust in GitHub, Cognito or Google without the right condition admits every customer of theirs, such as the stranger who registers a misspelt name",
    comply:
      "Trust repositories of the listed GitHub organizations, and list identity pools and applications of your own",
    severity: "high",
    frameworks: [wellArchitected("SEC02-BP04"), wellArchitected("SEC03-BP07")],
    requirements: ["r2.17"],
    peers: ["AWS data perimeter samples"],
  },
};

function organizations(parameters: ParameterValues): readonly string[] {
  return parameters["githubOrganizations"] as readonly string[];
}

function applications(parameters: ParameterValues): readonly string[] {
  return parameters["applications"] as readonly string[];
}

function subjects(parameters: ParameterValues): string[] {
  return organizations(parameters).map((name) => `repo:${name}/*`);
}

function trustsAreOurs(role: ResourceView, parameters: ParameterValues): Finding[] {
  const prefixes = subjects(parameters).map((subject) => subject.slice(0, -1));
  return webIdentityTrusts(role).flatMap(({ issuer, claim }) => {
    const application = publicIssuers.get(issuer)?.claim;
    const values = claim(application ?? "sub");
    if (values === "unknown" || (issuer !== GITHUB_ISSUER && application === undefined)) {
      return [];
    }
    return values
      .filter((value) =>
        application === undefined
          ? !prefixes.some((prefix) => value.startsWith(prefix))
          : !applications(parameters).includes(value),
      )
      .map((value) => ({
        message:
          application === undefined
            ? `trusts ${value}, which is no repository of ${organizations(parameters).join(", ") || "a listed GitHub organization"}; name one of their repositories, or list the organization`
            : `trusts ${value} of ${issuer}, which is not among the company's applications; list it, or name one of them`,
      }));
  });
}
