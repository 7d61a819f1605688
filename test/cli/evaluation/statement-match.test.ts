import assert from "node:assert/strict";
import { completeKeys } from "../../../cli/evaluation/request";
import {
  actionsNamed,
  applies,
  namesAction,
  openConditions,
  targets,
} from "../../../cli/evaluation/statement-match";
import type { Statement } from "../../../policy-pack/guardrails/types/organization-policy";

const statement: Statement = {
  Effect: "Deny",
  Action: ["s3:PutBucket*"],
  Resource: ["arn:aws:s3:::logs-*"],
  Condition: {
    StringEquals: { "s3:x-amz-acl": ["public-read"] },
    Bool: { "aws:SecureTransport": ["true"] },
  },
};

describe("The comparison of a statement with a request", () => {
  it("compares actions in any letter case, and the resource when it is known", () => {
    const action = "S3:putbucketacl";
    assert.equal(targets(statement, { action, resource: "arn:aws:s3:::logs-1" }), true);
    assert.equal(targets(statement, { action, resource: "arn:aws:s3:::data" }), false);
    assert.equal(targets(statement, { action }), undefined);
    assert.equal(targets({ ...statement, Resource: ["*"] }, { action }), true);
    assert.equal(targets(statement, { action: "s3:GetObject" }), false);
  });

  it("compares with everything outside NotAction and NotResource", () => {
    const open: Statement = {
      Effect: "Deny",
      NotAction: ["iam:*"],
      NotResource: ["arn:aws:s3:::ours"],
    };
    const theirs = "arn:aws:s3:::theirs";
    assert.equal(targets(open, { action: "ec2:RunInstances", resource: theirs }), true);
    assert.equal(targets(open, { action: "iam:CreateRole", resource: theirs }), false);
    assert.equal(targets(open, { action: "s3:GetObject", resource: "arn:aws:s3:::ours" }), false);
    assert.equal(targets(open, { action: "s3:GetObject" }), undefined);
  });

  it("takes a wildcard in the request's action for every action that it matches", () => {
    const resource = "arn:aws:s3:::logs-1";
    assert.equal(targets(statement, { action: "s3:PutBucketA*", resource }), true);
    assert.equal(targets(statement, { action: "s3:*Acl", resource }), undefined);
    assert.equal(targets(statement, { action: "s3:Put?ucketAcl", resource }), undefined);
    assert.equal(targets(statement, { action: "s3:Get*", resource }), false);
    const open: Statement = { Effect: "Deny", NotAction: ["iam:Get*"], Resource: ["*"] };
    assert.equal(targets(open, { action: "iam:*" }), undefined);
    assert.equal(targets(open, { action: "iam:GetRole*" }), false);
    assert.equal(targets(open, { action: "ec2:*" }), true);
  });

  it("distinguishes conditions that are not met from those that the keys do not decide", () => {
    const keys = {
      ...completeKeys({ "aws:SecureTransport": "false" }),
      has: (key: string) => key === "aws:SecureTransport" || undefined,
      matches: (key: string) => (key === "aws:SecureTransport" ? false : undefined),
    };
    assert.deepEqual(openConditions(statement, keys), {
      unmet: { Bool: { "aws:SecureTransport": ["true"] } },
      undecided: { StringEquals: { "s3:x-amz-acl": ["public-read"] } },
    });
    assert.deepEqual(openConditions(statement, undefined), {
      unmet: {},
      undecided: statement.Condition,
    });
  });

  it("combines action, resource, principal and conditions", () => {
    const request = { action: "s3:PutBucketAcl", resource: "arn:aws:s3:::logs-1" };
    const keys = completeKeys({ "aws:SecureTransport": "true", "s3:x-amz-acl": "public-read" });
    const named = { ...statement, Principal: { AWS: ["111111111111"] } };
    assert.equal(applies(statement, { ...request, keys }), true);
    assert.equal(applies(statement, request), undefined);
    assert.equal(applies(statement, { ...request, keys: completeKeys({}) }), false);
    assert.equal(applies(named, { ...request, keys }), undefined);
    assert.equal(
      applies(named, { ...request, keys, principal: { account: "222222222222" } }),
      false,
    );
  });

  it("finds the patterns that name an action, not those of a whole service", () => {
    const two: Statement = {
      Effect: "Deny",
      Action: ["*", "s3:*", "s3:GetObject", "s3:PutBucketAcl"],
    };
    assert.deepEqual(actionsNamed(two, "s3:Put*"), ["s3:PutBucketAcl"]);
    assert.deepEqual(actionsNamed({}, "s3:Put*"), []);
    assert.equal(namesAction(["ec2:Run*"], "EC2:RUNINSTANCES"), true);
    assert.equal(namesAction(["ec2:Run*"], "ec2:StopInstances"), false);
  });
});
