import assert from "node:assert/strict";
import {
  actionsNamed,
  exemptionsOf,
  isOfEveryRequest,
  matchOf,
  namesAction,
} from "../../../cli/explain/matching";
import { matches } from "../../../policy-pack/guardrails/support/wildcards";
import type { Statement } from "../../../policy-pack/guardrails/types/organization-policy";

/** Somebody of whom only the ARN is known. */
function by(arn: string) {
  return {
    has: (key: string, value: string) =>
      key.toLowerCase() === "aws:principalarn" ? matches(value, arn) : undefined,
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

describe("Whether a statement speaks on a request", () => {
  it("goes by the action, in any letter case, and by the resource where one is named", () => {
    assert.ok(matchOf(statement, { action: "S3:putbucketacl" }));
    assert.ok(matchOf(statement, { action: "s3:PutBucketAcl", resource: "arn:aws:s3:::logs-1" }));
    assert.equal(matchOf(statement, { action: "s3:GetObject" }), undefined);
    assert.equal(
      matchOf(statement, { action: "s3:PutBucketAcl", resource: "arn:aws:s3:::data" }),
      undefined,
    );
  });

  it("goes by what NotAction and NotResource leave open", () => {
    const open: Statement = {
      Effect: "Deny",
      NotAction: ["iam:*"],
      NotResource: ["arn:aws:s3:::ours"],
    };
    assert.ok(matchOf(open, { action: "ec2:RunInstances", resource: "arn:aws:s3:::theirs" }));
    assert.equal(matchOf(open, { action: "iam:CreateRole" }), undefined);
    assert.equal(
      matchOf(open, { action: "s3:GetObject", resource: "arn:aws:s3:::ours" }),
      undefined,
    );
  });

  it("tells an exempt principal from others, and keeps the conditions that are left open", () => {
    const asked = (role: string) =>
      matchOf(statement, {
        action: "s3:PutBucketAcl",
        principal: by(`arn:aws:iam::111111111111:role/${role}`),
      });
    assert.equal(asked("platform-deployment")?.exempt, true);
    assert.equal(asked("platform-deployment-too")?.exempt, false);
    assert.deepEqual(asked("developer")?.conditions, {
      StringEquals: { "s3:x-amz-acl": ["public-read"] },
    });
    assert.deepEqual(exemptionsOf(statement), [exempt]);
  });

  it("is silent for a principal whom its condition does not mean", () => {
    const root: Statement = {
      Effect: "Deny",
      Action: ["*"],
      Resource: ["*"],
      Condition: { ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::*:root"] } },
    };
    assert.equal(
      matchOf(root, { action: "s3:GetObject", principal: by("arn:aws:iam::111111111111:role/x") }),
      undefined,
    );
    assert.ok(
      matchOf(root, { action: "s3:GetObject", principal: by("arn:aws:iam::111111111111:root") }),
    );
    assert.deepEqual(Object.keys(matchOf(root, { action: "s3:GetObject" })?.conditions ?? {}), [
      "ArnLike",
    ]);
  });

  it("is of every request when only a condition tells which it means", () => {
    const action = "s3:GetObject";
    const ofEvery = (Action: string[], Condition?: Statement["Condition"]): boolean => {
      const one: Statement = {
        Effect: "Deny",
        Action,
        Resource: ["*"],
        ...(Condition && { Condition }),
      };
      const match = matchOf(one, { action });
      assert.ok(match);
      return isOfEveryRequest(match, action);
    };
    const plain = { Bool: { "aws:SecureTransport": ["false"] } };
    assert.equal(ofEvery(["*"], plain), true);
    assert.equal(ofEvery(["s3:*", "sqs:SendMessage"], plain), true);
    assert.equal(ofEvery(["s3:Get*"], plain), false);
    assert.equal(ofEvery(["s3:*"]), false, "a service that is denied altogether");
  });

  it("takes a wildcard for every action that it means: one that is named, or one that NotAction leaves open", () => {
    assert.ok(matchOf(statement, { action: "s3:*Acl" }));
    assert.ok(matchOf(statement, { action: "s3:Put?ucketAcl" }));
    assert.equal(matchOf(statement, { action: "s3:Get*" }), undefined);
    const open: Statement = { Effect: "Deny", NotAction: ["iam:Get*"], Resource: ["*"] };
    assert.ok(matchOf(open, { action: "iam:*" }));
    assert.equal(matchOf(open, { action: "iam:GetRole*" }), undefined);
    const two: Statement = { Effect: "Deny", Action: ["*", "s3:GetObject", "s3:PutBucketAcl"] };
    assert.deepEqual(actionsNamed(two, "s3:Put*"), ["s3:PutBucketAcl"]);
  });

  it("ignores letter case in actions", () => {
    assert.ok(namesAction(["ec2:Run*"], "EC2:RUNINSTANCES"));
  });
});
