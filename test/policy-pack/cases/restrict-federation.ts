import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const OIDC = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
const SAML = "aws:iam/samlProvider:SamlProvider";
const GITHUB = "https://token.actions.githubusercontent.com";

export const cases: PolicyCases = {
  parameters: { samlProviders: ["console"] },
  violating: [
    {
      title: "an issuer of another company",
      type: OIDC,
      inputs: { url: "https://accounts.example.com" },
      message: /trusts the issuer accounts\.example\.com, which is not approved/,
    },
    {
      title: "an issuer whose name only begins like an approved one",
      type: OIDC,
      inputs: { url: `${GITHUB}.example.com` },
      message: /which is not approved; use one of token\.actions\.githubusercontent\.com/,
    },
    {
      title: "an issuer whose name only begins like a cluster's",
      type: OIDC,
      inputs: { url: "https://oidc.eks.us-east-1.amazonaws.com.example.com/id/0A" },
      message: /which is not approved/,
    },
    {
      title: "a SAML provider",
      type: SAML,
      inputs: { name: "legacy" },
      message: /admits people without Identity Center/,
    },
    { title: "a SAML provider without a name", type: SAML, message: /without Identity Center/ },
  ],
  compliant: [
    { type: OIDC, inputs: { url: GITHUB } },
    { type: OIDC, inputs: { url: `${GITHUB}/acme` } },
    { type: OIDC, inputs: { url: UNKNOWN } },
    { type: OIDC, inputs: { url: "https://oidc.eks.us-east-1.amazonaws.com/id/0A1B2C3D" } },
    { type: SAML, inputs: { name: "console" } },
  ],
};
