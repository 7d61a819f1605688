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
            // Accepting a delegation lets the provider of a product into the account.
            "iam:AcceptDelegationRequest",
            "iam:AddClientIDToOpenIDConnectProvider",
            "iam:CreateOpenIDConnectProvider",
            "iam:CreateSAMLProvider",
            "iam:DeleteOpenIDConnectProvider",
            "iam:DeleteSAMLProvider",
            // The account would vouch for its principals to whoever trusts AWS as an issuer.
            "iam:EnableOutboundWebIdentityFederation",
            "iam:RemoveClientIDFromOpenIDConnectProvider",
            "iam:UpdateOpenIDConnectProviderThumbprint",
            "iam:UpdateSAMLProvider",
            "rolesanywhere:CreateTrustAnchor",
            // Without its list a revoked certificate signs in again. A new list needs the authority's own signature.
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
                    "lets people in beside Identity Center; remove it and give a permission set",
                },
              ];
        },
      },
    ],
  },
  detect: {
    none: "AWS Config has no managed rule that judges whom an account trusts to sign people in",
  },
  parameters: {
    issuers: {
      type: "strings",
      of: "issuer",
      mayBeEmpty: true,
      description:
        "Issuers of OpenID Connect that may be trusted besides those of EKS clusters, a host or a host and path",
      default: ["token.actions.githubusercontent.com"],
    },
    samlProviders: {
      type: "strings",
      of: "name",
      mayBeEmpty: true,
      description: "Names of the SAML providers that may be made",
      default: [],
    },
  },
  about: {
    title: "Trust no identity provider but the company's",
    why: "a second identity provider is a second way in, past the directory, its second factor and its log",
    comply:
      "Sign people in through Identity Center and let the platform's program trust the issuers that CI needs",
    severity: "high",
    frameworks: [wellArchitected("SEC02-BP04"), wellArchitected("SEC03-BP05")],
    requirements: ["r2.11"],
    peers: ["AWS samples"],
  },
};

/**
 * Issuers of the tokens that EKS gives to pods. They let no person in, and nobody knows a cluster's before the cluster is
 * made. A role that trusts one names its pods (require-exact-web-identities).
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
