import assert from "node:assert/strict";
import { requirePermissionsBoundary } from "../../policy-pack/guardrails/identity/require-permissions-boundary";
import { viewOf } from "../../policy-pack/policies/view";

const ROLE = "aws:iam/role:Role";

describe("The guardrail require-permissions-boundary", () => {
  it("exempts the roles inside the platform's own components, and no others", () => {
    const { preview } = requirePermissionsBoundary;
    const [rule] = "none" in preview ? [] : (preview.resource ?? []);
    const violations = (chain: string): number | undefined =>
      rule?.check(
        viewOf({
          type: ROLE,
          name: "app",
          urn: `urn:pulumi:prod::platform::${chain}${ROLE}::app`,
          props: {},
        }),
        { boundary: ["team-boundary"] },
      ).length;
    assert.equal(violations("platform:account-baseline:AccountBaseline$"), 0);
    assert.equal(violations(""), 1);
    assert.equal(violations("acme:platform:Component$"), 1);
  });
});
