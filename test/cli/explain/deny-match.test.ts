import assert from "node:assert/strict";
import { type Comparison, completeKeys } from "../../../cli/evaluation/request";
import { appliesToEveryRequest, denyMatch, exemptionsOf } from "../../../cli/explain/deny-match";
import type { Statement } from "../../../policy-pack/guardrails/types/organization-policy";

/** Condition keys of a principal whose ARN is known, and nothing else. */
function by(arn: string) {
  const isArn = (key: string): boolean => key.toLowerCase() === "aws:principalarn";
  return {
    ...completeKeys({}),
    has: (key: string) => isArn(key) || undefined,
    matches: (key: string, wanted: string, comparison: Comparison) =>
      isArn(key) ? comparison(wanted, arn) : undefined,
  };
}

const exempt = "arn:aws:iam::*:role/platform-deployment";
const statement: Statement = {
  Effect: "Deny",
  Action: ["s3:PutBucket*"],
  Resource: ["arn:aws:s3:::logs-*"],
  Condition: {
    StringEquals: { "s3:x-amz-acl": ["public-read"] },
    ArnNotLike: { "aws:PrincipalArn": [exempt] },
  },
};

describe("The comparison of a guardrail's deny with a request", () => {
  it("finds the denies that may apply to the action and the resource", () => {
    assert.ok(denyMatch(statement, { action: "s3:PutBucketAcl" }), "any resource");
    assert.ok(denyMatch(statement, { action: "s3:*" }), "any action of the service");
    assert.equal(denyMatch(statement, { action: "s3:GetObject" }), undefined);
    assert.equal(
      denyMatch(statement, { action: "s3:PutBucketAcl", resource: "arn:aws:s3:::data" }),
      undefined,
    );
  });

  it("distinguishes an exempt principal, and keeps the conditions that are open", () => {
    const matchFor = (role: string) =>
      denyMatch(statement, {
        action: "s3:PutBucketAcl",
        keys: by(`arn:aws:iam::111111111111:role/${role}`),
      });
    const open = { StringEquals: { "s3:x-amz-acl": ["public-read"] } };
    assert.equal(matchFor("platform-deployment")?.exempt, true);
    assert.equal(matchFor("platform-deployment-too")?.exempt, false);
    assert.deepEqual(matchFor("developer")?.conditions, open);
    assert.deepEqual(denyMatch(statement, { action: "s3:PutBucketAcl" })?.conditions, open);
    assert.deepEqual(exemptionsOf(statement), [exempt]);
  });

  it("leaves out a deny whose condition names other principals", () => {
    const root: Statement = {
      Effect: "Deny",
      Action: ["*"],
      Resource: ["*"],
      Condition: { ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::*:root"] } },
    };
    const action = "s3:GetObject";
    assert.equal(
      denyMatch(root, { action, keys: by("arn:aws:iam::111111111111:role/x") }),
      undefined,
    );
    assert.ok(denyMatch(root, { action, keys: by("arn:aws:iam::111111111111:root") }), "the root");
    assert.deepEqual(Object.keys(denyMatch(root, { action })?.conditions ?? {}), ["ArnLike"]);
  });

  it("applies to every request when it names no action and has a condition", () => {
    const action = "s3:GetObject";
    const ofEvery = (Action: string[], Condition?: Statement["Condition"]): boolean => {
      const one: Statement = {
        Effect: "Deny",
        Action,
        Resource: ["*"],
        ...(Condition && { Condition }),
      };
      const match = denyMatch(one, { action });
      assert.ok(match, `${Action.join()} does not match ${action}`);
      return appliesToEveryRequest(match, action);
    };
    const plain = { Bool: { "aws:SecureTransport": ["false"] } };
    assert.equal(ofEvery(["*"], plain), true);
    assert.equal(ofEvery(["s3:*", "sqs:SendMessage"], plain), true);
    assert.equal(ofEvery(["s3:Get*"], plain), false);
    assert.equal(ofEvery(["s3:*"]), false, "a service that is denied altogether");
  });
});
