import assert from "node:assert/strict";
import { unknownAction } from "../../../cli/explain/actions";
import { guardrails } from "../../../policy-pack/guardrails";
import { assertNone } from "../../support/assert-none";

// first-use 12: right actions were called misspelt, because no guardrail names them.
describe("An action of a request", () => {
  it("causes no warning when AWS publishes it, also if no guardrail names it", async () => {
    for (const action of [
      ...["s3:GetObject", "ec2:DescribeInstances", "secretsmanager:GetSecretValue"],
      ...["sts:AssumeRoot", "S3:putbucketacl", "s3:PutBucket*", "ec2:*"],
    ]) {
      assert.equal(await unknownAction(action), undefined, action);
    }
  });

  it("causes a warning with the nearest action or service when AWS publishes none", async () => {
    assert.equal(
      await unknownAction("s3:PutBuckeAcl"),
      "AWS publishes no action s3:PutBuckeAcl; did you mean s3:PutBucketAcl?",
    );
    assert.equal(
      await unknownAction("clodtrail:StopLogging"),
      "AWS publishes no service clodtrail; did you mean cloudtrail?",
    );
    assert.equal(await unknownAction("nonsense:Foo"), "AWS publishes no service nonsense");
    assert.equal(
      await unknownAction("ec2:Foo*"),
      "AWS publishes no action of ec2 that matches Foo*",
    );
  });

  it("is known for the calls of every guardrail", async () => {
    const calls = [...new Set(guardrails.flatMap(({ calls: named = [] }) => named))];
    const warnings = await Promise.all(calls.map(unknownAction));
    assertNone(
      warnings.filter((warning) => warning !== undefined),
      "correct these calls of guardrails",
    );
  });
});
