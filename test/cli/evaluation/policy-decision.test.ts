import assert from "node:assert/strict";
import { conditionOperators } from "../../../cli/evaluation/condition-operators";
import { allows, decide } from "../../../cli/evaluation/policy-decision";
import { parsePolicy } from "../../../cli/evaluation/policy-document";
import { completeKeys, type IamRequest } from "../../../cli/evaluation/request";

const request: Required<IamRequest> = {
  principal: { service: "config.amazonaws.com" },
  action: "s3:PutObject",
  resource: "arn:aws:s3:::logs/AWSLogs/111111111111/file",
  keys: completeKeys({
    "aws:SourceAccount": "111111111111",
    "aws:SourceArn": "arn:aws:config:us-east-1:111111111111:recorder",
    "aws:SecureTransport": "true",
  }),
};

const allow = {
  Effect: "Allow",
  Principal: { Service: "config.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::logs/*",
};
const denyEveryone = { ...allow, Effect: "Deny", Principal: "*" };

function isAllowed(...statements: readonly object[]): boolean {
  return allows({ Statement: statements }, request);
}

function isAllowedIf(condition: object): boolean {
  return isAllowed({ ...allow, Condition: condition });
}

function decisionOf(statements: readonly object[], partial: IamRequest) {
  return decide(parsePolicy({ Statement: statements }), partial);
}

describe("The decision of a policy about a request", () => {
  it("allows what a statement allows, and nothing else", () => {
    assert.equal(isAllowed(allow), true);
    assert.equal(isAllowed({ ...allow, Principal: { Service: ["a.amazonaws.com"] } }), false);
    assert.equal(isAllowed({ ...allow, Action: "s3:GetObject" }), false);
    assert.equal(isAllowed({ ...allow, Resource: "arn:aws:s3:::logs" }), false);
  });

  it("reads documents as text and as objects; no statement allows nothing", () => {
    assert.equal(allows(JSON.stringify({ Statement: allow }), request), true);
    assert.equal(allows({ Statement: allow }, request), true);
    assert.equal(allows({ Statement: { ...allow, Effect: "Permit" } }, request), false);
    assert.equal(allows(undefined, request), false);
    assert.equal(allows("no JSON", request), false);
  });

  it("is an explicit deny when one statement denies", () => {
    assert.equal(isAllowed(allow, denyEveryone), false);
    assert.equal(decisionOf([allow, denyEveryone], request), "explicitly denied");
    assert.equal(
      isAllowed(allow, { ...denyEveryone, Principal: { AWS: "arn:aws:iam::1:root" } }),
      true,
    );
  });

  it("accepts wildcards, and actions in any letter case", () => {
    assert.equal(isAllowed({ ...allow, Action: "S3:putobj*" }), true);
    assert.equal(isAllowed({ ...allow, Resource: "arn:aws:s3:::log?/AWSLogs/*/file" }), true);
    assert.equal(isAllowed({ ...allow, Principal: { AWS: "*" } }), true);
  });

  it("evaluates the negated elements", () => {
    const { Principal: principal, Action: action, Resource: resource } = allow;
    const effect = { Effect: "Allow" };
    assert.equal(
      isAllowed({ ...effect, Principal: principal, NotAction: "s3:Get*", Resource: "*" }),
      true,
    );
    assert.equal(
      isAllowed({ ...effect, Principal: principal, NotAction: action, Resource: "*" }),
      false,
    );
    assert.equal(
      isAllowed({ ...effect, Principal: principal, Action: action, NotResource: resource }),
      false,
    );
    assert.equal(
      isAllowed({ ...effect, NotPrincipal: principal, Action: action, Resource: "*" }),
      false,
    );
  });

  it("recognizes an account by its id and by its root", () => {
    const policy = (name: string): object => ({
      Statement: { ...allow, Principal: { AWS: name } },
    });
    const principal = { account: "111111111111" };
    assert.equal(allows(policy("111111111111"), { ...request, principal }), true);
    assert.equal(allows(policy("arn:aws:iam::111111111111:root"), { ...request, principal }), true);
    assert.equal(
      allows(policy("arn:aws:iam::222222222222:root"), { ...request, principal }),
      false,
    );
  });

  const conditions: readonly (readonly [boolean, object])[] = [
    [true, { StringEquals: { "aws:sourceaccount": ["222222222222", "111111111111"] } }],
    [false, { StringEquals: { "aws:SourceAccount": "222222222222" } }],
    [false, { StringEquals: { "aws:SourceOrgID": "o-1" } }],
    [true, { StringEqualsIfExists: { "aws:SourceOrgID": "o-1" } }],
    [true, { StringEqualsIgnoreCase: { "aws:SecureTransport": "TRUE" } }],
    [false, { StringNotEqualsIgnoreCase: { "aws:SecureTransport": "TRUE" } }],
    [true, { StringNotEquals: { "aws:SourceOrgID": "o-1" } }],
    [false, { StringNotEquals: { "aws:SourceAccount": "111111111111" } }],
    [true, { StringLike: { "aws:SourceAccount": "1111*" } }],
    [false, { StringNotLike: { "aws:SourceAccount": "1111*" } }],
    [true, { ArnEquals: { "aws:SourceArn": "arn:aws:config:*:*:recorder" } }],
    [true, { ArnLike: { "aws:SourceArn": "arn:aws:config:*:111111111111:*" } }],
    [false, { ArnLike: { "aws:SourceArn": "arn:aws:*:recorder" } }],
    [false, { ArnNotEquals: { "aws:SourceArn": "arn:aws:config:*:*:recorder" } }],
    [true, { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } }],
    [true, { Bool: { "aws:SecureTransport": "true" } }],
    [true, { Bool: { "aws:SecureTransport": true } }],
    [false, { Bool: { "aws:ViaAWSService": "true" } }],
    [true, { NumericEquals: { "aws:SourceAccount": "111111111111" } }],
    [false, { NumericEquals: { "aws:SourceArn": "1" } }],
    [true, { NumericGreaterThan: { "aws:SourceAccount": "9" } }],
    [false, { NumericGreaterThan: { "aws:SourceAccount": "111111111111" } }],
    [true, { NumericGreaterThanEquals: { "aws:SourceAccount": "111111111111" } }],
    [false, { NumericLessThan: { "aws:SourceAccount": "9" } }],
    [false, { NumericLessThan: { "aws:PrincipalArn": "9" } }],
    [true, { NumericLessThanIfExists: { "aws:PrincipalArn": "9" } }],
    [true, { NumericLessThanEquals: { "aws:SourceAccount": "111111111111" } }],
    [false, { NumericNotEquals: { "aws:SourceAccount": "111111111111" } }],
    [true, { Null: { "aws:PrincipalArn": "true", "aws:SourceArn": "false" } }],
    [false, { Null: { "aws:SourceArn": "true" } }],
    [true, { "ForAnyValue:StringEquals": { "aws:SourceAccount": "111111111111" } }],
    [false, { "ForAnyValue:StringEquals": { "aws:TagKeys": "a" } }],
    [true, { "ForAllValues:StringEquals": { "aws:TagKeys": "a" } }],
    [
      false,
      {
        StringEquals: { "aws:SourceAccount": "111111111111" },
        Bool: { "aws:SecureTransport": "false" },
      },
    ],
  ];
  for (const [expected, condition] of conditions) {
    it(`${expected ? "meets" : "does not meet"} ${JSON.stringify(condition)}`, () => {
      assert.equal(isAllowedIf(condition), expected);
    });
  }

  it("has a condition above for every operator of the table", () => {
    const tested = conditions.flatMap(([, condition]) => Object.keys(condition));
    const untested = Object.keys(conditionOperators).filter((name) => !tested.includes(name));
    assert.deepEqual(untested, [], "add a condition with each of these operators to this file");
  });

  it("replaces policy variables by the request's values", () => {
    const resource = "arn:aws:s3:::logs/AWSLogs/${aws:SourceAccount}/*";
    assert.equal(isAllowed({ ...allow, Resource: resource }), true);
    assert.equal(isAllowed({ ...allow, Resource: resource.replace("Account", "OrgID") }), false);
    const arn = "arn:aws:config:*:${aws:SourceAccount}:*";
    assert.equal(isAllowedIf({ ArnLike: { "aws:SourceArn": arn } }), true);
  });

  it("refuses to guess about an operator that is not in the table", () => {
    const unknown = { DateEquals: { "aws:CurrentTime": "2026-11-29" } };
    assert.throws(() => isAllowedIf(unknown), /cannot evaluate.*DateEquals/);
    assert.equal(isAllowed({ ...allow, Action: "s3:GetObject", Condition: unknown }), false);
    assert.throws(
      () => allows({ Statement: allow }, { ...request, action: "s3:*" }),
      /cannot decide about s3:\*: a part of the request is unknown/,
    );
  });
});

describe("The decision about a request that is known in part", () => {
  const { action } = request;

  it("is unknown while an unknown part decides", () => {
    assert.equal(decisionOf([allow], { action }), "unknown");
    assert.equal(decisionOf([allow], { ...request, action: "s3:*" }), "unknown");
    const unconditional = { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" };
    assert.equal(decisionOf([unconditional], { action }), "allowed");
    assert.equal(decisionOf([unconditional], { action: "s3:Put*" }), "allowed");
    assert.equal(decisionOf([unconditional, denyEveryone], { action }), "unknown");
  });

  it("is a deny when no allow can apply, whatever else is unknown", () => {
    assert.equal(
      decisionOf([allow, denyEveryone], { action: "s3:GetObject" }),
      "implicitly denied",
    );
    assert.equal(
      decisionOf([{ ...allow, Action: "s3:Get*" }, denyEveryone], { action }),
      "implicitly denied",
    );
  });

  it("keeps a variable open whose value is unknown", () => {
    const perAccount = {
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::logs/AWSLogs/${aws:SourceAccount}/*",
    };
    const resource = request.resource;
    assert.equal(decisionOf([perAccount], { action, resource }), "unknown");
    assert.equal(
      decisionOf([perAccount], { action, resource: "arn:aws:s3:::other" }),
      "implicitly denied",
    );
  });

  it("decides a condition whose key may be absent, when its answer is the same without the key", () => {
    const unsure = { ...completeKeys({}), has: () => undefined, matches: () => false };
    const under = (condition: object) =>
      decisionOf([{ Effect: "Allow", Action: "*", Resource: "*", Condition: condition }], {
        action,
        keys: unsure,
      });
    assert.equal(under({ StringEquals: { "aws:SourceVpc": "vpc-1" } }), "implicitly denied");
    assert.equal(under({ StringNotEquals: { "aws:SourceVpc": "vpc-1" } }), "allowed");
    assert.equal(under({ StringEqualsIfExists: { "aws:SourceVpc": "vpc-1" } }), "unknown");
    assert.equal(under({ Null: { "aws:SourceVpc": "true" } }), "unknown");
  });
});
