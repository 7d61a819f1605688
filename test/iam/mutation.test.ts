import assert from "node:assert/strict";
import { catalogue, guardrails } from "../../policy-pack/guardrails";
import { hasStatements } from "./alone";
import { proveOrganization } from "./organization";
import { sampled } from "../support/sweep";
import { mutate } from "./survivors";

/** The first guardrail of each group that denies by statements. */
const sample = Object.values(catalogue).flatMap(({ guardrails: all }) =>
  all.filter(hasStatements).slice(0, 1),
);

describe("Mutation of the guardrails", () => {
  for (const guardrail of sampled(guardrails.filter(hasStatements), sample)) {
    it(`of ${guardrail.id} is noticed by its cases, for each part that is dropped or widened`, async () => {
      const { mutants, survivors } = await mutate(await proveOrganization(), guardrail);
      assert.deepEqual(survivors, []);
      assert.notEqual(mutants, 0);
    });
  }
});
