import assert from "node:assert/strict";
import * as yaml from "yaml";

/** Section of `Pulumi.yaml` with the facts of the company. */
export const ORGANIZATION = ["config", "organization", "default"];

/** Replaces a name everywhere in a document, keys included. @throws AssertionError when it is not there. */
export function exchange(document: yaml.Document, from: string, to: string): void {
  let found = 0;
  yaml.visit(document, {
    Scalar: (_, scalar) => {
      if (scalar.value === from) {
        scalar.value = to;
        found += 1;
      }
    },
  });
  assert.notEqual(found, 0, `no ${from}`);
}
