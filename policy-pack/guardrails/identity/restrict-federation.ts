import { known } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const restrictFederation: Guardrail = {
  id: "restrict-federation",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "RestrictFederation",
          Action: [
            // An accepted delegation admits the provider of a product to the account.
            "iam:AcceptDelegationRequest",
            "iam:AddClientIDToOpenIDConnectProvider",
            "iam:CreateOpenIDConnectProvider",
            "iam:CreateSAMLProvider",
            "iam:DeleteOpenIDConnectProvider",
            "iam:DeleteSAMLProvider",
            // The account would issue tokens for its principals, which every party that trusts AWS as an issuer
            // accepts.
            "iam:EnableOutboundWebIdentityFederation",
            "iam:RemoveClientIDFromOpenIDConnectProvider",
            "iam:UpdateOpenIDConnectProviderThumbprint",
            "iam:UpdateSAMLProvider",
            "rolesanywhere:CreateTrustAnchor",
            // Without the revocation list a revoked certificate is valid again. Importing a new list needs the
            // signature of the authority.
            "rolesanywhere:DeleteCrl",
            "rolesanywhere:DeleteTrustAnchor",
            "rolesanywhere:DisableCrl",
            "rolesanywhere:EnableTrustAnchor",
            "rolesanywhere:UpdateTrustAnchor",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:iam/openIdConnectProvider:OpenIdConnectProvider"],
        check: (provider, { issuers }) => issuerIsTrusted(provider, issuers as readonly string[]),
      },
      {
        types: ["aws:iam/samlProvider:SamlProvider"],
        check: (provider, { samlProviders }) => {
          const name = provider.read("name");
          return name.state === "unknown" ||
            (name.state === "known" && (samlProviders as readonly unknown[]).includes(name.value))
            ? []
            : [
                {
                  message:
                    "admits people without Identity Center; remove it and use a permission set",
                },
              ];
        },
      },
    ],
  },
  detect: {
    none: "AWS Config has no managed rule for the identity providers of an account",
  },
  parameters: {
    issuers: {
      type: "strings",
      of: "issuer",
      mayBeEmpty: true,
      description:
        "OpenID Connect issuers that may be trusted, in addition to those of EKS clusters: a host, or a host and path",
      default: ["token.actions.githubusercontent.com"],
    },
    samlProviders: {
      type: "strings",
      of: "name",
      mayBeEmpty: true,
      description: "Names of the SAML providers that may be created",
      default: [],
    },
  },
  about: {
    title: "Trust only the company's identity provider",
    why: "a second identity provider is a second way in, without the company's directory, MFA and log",
    comply:
      "Sign people in through Identity Center and let the platform's program trust the issuers that CI needs",
    severity: "high",
    frameworks: [wellArchitected("SEC02-BP04"), wellArchitected("SEC03-BP05")],
    requirements: ["r2.11"],
    peers: ["AWS samples"],
  },
};

/**
 * Issuers of the tokens that EKS gives to pods. They admit no person, and the id of a cluster is not known before its
 * creation. A role that trusts one names its pods (require-exact-web-identities).
 */
const CLUSTERS = /^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/id\/\w+$/;

function issuerIsTrusted(provider: ResourceView, issuers: readonly string[]): Finding[] {
  const url = known(provider, "url");
  if (typeof url !== "string") {
    return [];
  }
  const issuer = url.replace(/^https:\/\//, "");
  return CLUSTERS.test(issuer) ||
    issuers.some((trusted) => issuer === trusted || issuer.startsWith(`${trusted}/`))
    ? []
    : [
        {
          message: `trusts the issuer ${issuer}, which is not approved; use one of ${issuers.join(", ")}`,
        },
      ];
}
