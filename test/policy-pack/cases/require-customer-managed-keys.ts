import {
  keyPaths,
  keySources,
} from "../../../policy-pack/guardrails/data/require-customer-managed-keys";
import { argumentsOf } from "../../support/cases/provider-types";
import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const OWN = "arn:aws:kms:us-east-1:123456789012:key/1";

/** Inputs with the key at a path of one or two properties. */
function keyed(path: string, key: string): Record<string, unknown> {
  const [property = "", nested] = path.split(".");
  return { [property]: nested === undefined ? key : { [nested]: key } };
}

export const cases: PolicyCases = {
  violating: Object.entries(keyPaths()).flatMap(([type, path]) => [
    { title: `a ${type} without a key`, type, message: /names no key in/ },
    {
      title: `a ${type} with a key that AWS manages`,
      type,
      inputs: keyed(path, "alias/aws/service"),
      message: /is encrypted with an AWS managed key/,
    },
  ]),
  compliant: Object.entries(keyPaths()).flatMap(([type, path]) => [
    { type, inputs: keyed(path, OWN) },
    { type, inputs: keyed(path, UNKNOWN) },
    // A resource with any of these sources takes the key of its source.
    ...keySources
      .filter((source) => argumentsOf(type).has(source))
      .map((source) => ({ type, inputs: { [source]: "source" } })),
  ]),
};
