import assert from "node:assert/strict";
import { argumentsOf, outputsOf } from "../support/cases/provider-types";
import type { PolicyCase } from "./cases";
import { previewed } from "./load-cases";

describe("The resources of the cases", () => {
  for (const { guardrail, preview, cases } of previewed) {
    const { violating = [], compliant = [], remedied = [] } = cases ?? {};

    it(`have inputs that the provider takes: ${guardrail.id}`, () => {
      const resources = [...violating, ...compliant, ...remedied].flatMap(
        ({ with: others = [], ...resource }: PolicyCase) => [resource, ...others],
      );
      for (const { type, inputs = {} } of resources.filter(({ type }) => type.startsWith("aws:"))) {
        // A stack rule also sees the outputs of the provider.
        const taken = preview.stack ? outputsOf(type) : argumentsOf(type);
        assert.deepEqual(
          Object.keys(inputs).filter((name) => !taken.has(name)),
          [],
          `${type} has no such property`,
        );
      }
    });
  }
});
