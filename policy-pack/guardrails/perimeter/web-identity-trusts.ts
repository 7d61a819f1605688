import { known, objects, statementsOf } from "../support/readings";
import type { ResourceView } from "../types/preview-rule";

/** Issuer of the tokens of GitHub's workflows. */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/** One statement of a trust policy that admits the tokens of an OpenID Connect issuer. */
export interface WebIdentityTrust {
  /** Host and path of the issuer: the prefix of its condition keys. */
  readonly issuer: string;
  /** Claims that distinguish the company's own tokens from those of the issuer's other customers. */
  readonly claims: readonly string[];
  /**
   * Values that a claim must have, with wildcards; empty when the claim is free, `unknown` when it is not known yet.
   */
  readonly claim: (name: string) => readonly string[] | "unknown";
}

const PROVIDER = ":oidc-provider/";

/**
 * Issuers that IAM knows without a provider, with the claim of the application's id: their subjects are visitors of the
 * application.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
export const publicIssuers: ReadonlyMap<string, { readonly claim: string; readonly name: string }> =
  new Map([
    ["accounts.google.com", { claim: "aud", name: "Google" }],
    ["cognito-identity.amazonaws.com", { claim: "aud", name: "Cognito" }],
    ["graph.facebook.com", { claim: "app_id", name: "Facebook" }],
    ["www.amazon.com", { claim: "app_id", name: "Amazon" }],
  ]);

/** Trusted web identities of a role, as far as they are known. */
export function webIdentityTrusts(role: ResourceView): WebIdentityTrust[] {
  return statementsOf(known(role, "assumeRolePolicy"))
    .filter((statement) => statement["Effect"] === "Allow")
    .flatMap((statement) =>
      objects(statement["Principal"])
        .flatMap(({ Federated: federated }) => [federated].flat())
        .flatMap((federated) => (typeof federated === "string" ? issuersOf(federated) : []))
        .map(({ issuer, claims }) => ({
          issuer,
          claims,
          claim: (name) => claimed(statement, `${issuer}:${name}`),
        })),
    );
}

function issuersOf(federated: string): Pick<WebIdentityTrust, "issuer" | "claims">[] {
  const application = publicIssuers.get(federated);
  if (application !== undefined) {
    return [{ issuer: federated, claims: [application.claim] }];
  }
  const [, issuer] = federated.split(PROVIDER);
  return issuer === undefined ? [] : [{ issuer, claims: ["aud", "sub"] }];
}

/**
 * Values that a condition compares a claim with. Only operators for equality count: a negated one admits all other
 * values.
 */
function claimed(statement: Record<string, unknown>, key: string): readonly string[] | "unknown" {
  const condition = statement["Condition"];
  if ("Condition" in statement && condition === undefined) {
    return "unknown";
  }
  const bound = objects(condition).flatMap((operators) =>
    Object.entries(operators)
      .filter(([operator]) => /^(ForAnyValue:)?String(Equals|Like)$/.test(operator))
      .flatMap(([, keys]) => (keys === undefined ? [undefined] : valuesOf(keys, key))),
  );
  return bound.some((value) => typeof value !== "string") ? "unknown" : (bound as string[]);
}

/** Values of a condition key in any letter case. */
function valuesOf(keys: unknown, wanted: string): unknown[] {
  return objects(keys).flatMap((values) =>
    Object.entries(values)
      .filter(([key]) => key.toLowerCase() === wanted.toLowerCase())
      .flatMap(([, value]): unknown[] => (Array.isArray(value) ? value : [value])),
  );
}
