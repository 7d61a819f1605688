import assert from "node:assert/strict";
import { guardrailPolicies } from "../../policy-pack/policies";
import { policyNames } from "../../policy-pack/policies/names";

describe("The names of the policies", () => {
  it("are those of the pack, in its order", () => {
    assert.deepEqual(
      policyNames().map(({ guardrail, policy }) => ({ guardrail, policy })),
      guardrailPolicies().map(({ guardrail, policy }) => ({ guardrail, policy: policy.name })),
    );
  });
});
