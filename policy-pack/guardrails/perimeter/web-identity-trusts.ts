import type { ResourceView } from "../guardrail";
import { known, objects, statementsOf } from "../readings";

/** Host that issues the tokens of GitHub's workflows. */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/** One statement of a role's trust that lets the tokens of an OpenID Connect issuer in. */
export interface WebIdentityTrust {
  /** Host and path of the issuer, as condition keys begin. */
  readonly issuer: string;
  /** The values that a claim must have, wildcards included; nothing when any will do, `unknown` when not known yet. */
  readonly claim: (name: "aud" | "sub") => readonly string[] | "unknown";
}

const PROVIDER = ":oidc-provider/";

/** What a role's trust says of web identities, as far as it is known. */
export function webIdentityTrusts(role: ResourceView): WebIdentityTrust[] {
  return statementsOf(known(role, "assumeRolePolicy"))
    .filter((statement) => statement["Effect"] === "Allow")
    .flatMap((statement) =>
      objects(statement["Principal"])
        .flatMap(({ Federated: arns }): unknown[] => (Array.isArray(arns) ? arns : [arns]))
        .filter((arn): arn is string => typeof arn === "string" && arn.includes(PROVIDER))
        .map((arn) => {
          const issuer = arn.slice(arn.indexOf(PROVIDER) + PROVIDER.length);
          return { issuer, claim: (name) => claimed(statement, `${issuer}:${name}`) };
        }),
    );
}

/** Only operators that compare for equality bind a claim; a negated one lets all others in. */
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

/** Condition keys are the same in either case. */
function valuesOf(keys: unknown, wanted: string): unknown[] {
  return objects(keys).flatMap((values) =>
    Object.entries(values)
      .filter(([key]) => key.toLowerCase() === wanted.toLowerCase())
      .flatMap(([, value]): unknown[] => (Array.isArray(value) ? value : [value])),
  );
}
