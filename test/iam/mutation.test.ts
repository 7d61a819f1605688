import assert from "node:assert/strict";
import { guardrails } from "../../policy-pack/guardrails";
import { hasStatements } from "./alone";
import { proveOrganization } from "./organization";
import { mutate } from "./survivors";

describe("Mutation of the guardrails", () => {
  for (const guardrail of guardrails.filter(hasStatements)) {
    it(`of ${guardrail.id} is noticed by its cases, whatever is dropped or widened`, async () => {
      const { mutants, survivors } = await mutate(await proveOrganization(), guardrail);
      assert.deepEqual(survivors, []);
      assert.notEqual(mutants, 0);
    });
  }
});
