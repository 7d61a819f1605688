import assert from "node:assert/strict";
import { policyName, policyResourceNames } from "../../../components/organization/policy-names";

describe("Names of organization policies", () => {
  it("are numbered by type and target, and say both where they are not the usual ones", () => {
    const policies = [
      { policyType: "SERVICE_CONTROL_POLICY", target: "root" },
      { policyType: "SERVICE_CONTROL_POLICY", target: "root" },
      { policyType: "RESOURCE_CONTROL_POLICY", target: "root" },
      { policyType: "SERVICE_CONTROL_POLICY", target: "Workloads/Production" },
      { policyType: "TAG_POLICY", target: "prod" },
    ] as const;
    assert.deepEqual(policyResourceNames("guardrails", policies), [
      "guardrails-1",
      "guardrails-2",
      "guardrails-resource-1",
      "guardrails-workloads-production-1",
      "guardrails-tag-prod-1",
    ]);
    assert.equal(policyName("acme", "guardrails-1"), "acme-guardrails-1");
  });
});
