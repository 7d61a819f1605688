import assert from "node:assert/strict";
import { conditionOperators } from "../../cli/evaluation/condition-operators";
import { conditionsText } from "../../cli/output/conditions";
import type { PlanSummary, StackSummary } from "../../cli/output/summary";
import { planText } from "../../cli/output/text";
import { assertNone } from "../support/assert-none";

function summaryOf(policies: readonly string[]): PlanSummary {
  const stack: StackSummary = {
    stack: "prod",
    role: "workload",
    account: "prod",
    accountId: "111111111111",
    organizationalUnit: "Workloads/Production",
    wave: 5,
    durationMs: 1,
    resources: policies.length,
    remote: 0,
    references: 0,
    violations: policies.map((policy, index) => ({
      policy,
      stack: "prod",
      enforcementLevel: "mandatory",
      severity: "high",
      urn: `urn:pulumi:prod::platform::aws:s3/bucket:Bucket::bucket-${index}`,
      message: `is public in way ${index}`,
    })),
    missing: [],
    errors: new Set(),
  };
  return { organization: "acme", stacks: [stack], rules: [], idle: [], notices: [], durationMs: 1 };
}

describe("The plan as text", () => {
  it("names a violated policy once for each stack, with its resources and messages", () => {
    const text = planText(summaryOf(["closed", "open", "closed"]));
    assert.equal(text.match(/prod: closed \(mandatory, high\)/g)?.length, 1);
    assert.match(text, /prod: closed .*\n.*bucket-0\n.*way 0\n.*bucket-2\n.*way 2\n/);
    assert.match(text, /prod: open .*\n.*bucket-1\n/);
    assert.doesNotMatch(text, / more;/);
  });

  it("shows some of very many violations, counts the rest and names a file with all", () => {
    const text = planText(summaryOf(Array.from({ length: 700 }, () => "approved-regions")));
    assert.equal(text.match(/::bucket-|bucket-\d/g)?.length, 5);
    assert.match(text, /and 695 more; npm run plan -- --json plan\.json writes all of them/);
  });
});

describe("Conditions as text", () => {
  it("have words for every operator that can be evaluated", () => {
    const withoutWords = Object.keys(conditionOperators).filter((operator) =>
      conditionsText({ [operator]: { "aws:SourceVpc": ["vpc-1"] } }).includes(operator),
    );
    assertNone(withoutWords, "add words for these operators to cli/output/conditions.ts");
  });

  it("show operators for sets and keys that may be absent", () => {
    const key = { "aws:TagKeys": ["a", "b"] };
    assert.equal(
      conditionsText({ "ForAnyValue:StringLikeIfExists": key }),
      "one of aws:TagKeys is like a or b or absent",
    );
    assert.equal(conditionsText({ Null: { "aws:TagKeys": ["true"] } }), "aws:TagKeys is absent");
  });
});
