import assert from "node:assert/strict";
import { type AccessRequest, allows } from "../../../../cli/emulation/refusals/policy-evaluation";

const asked: AccessRequest = {
  principal: { service: "config.amazonaws.com" },
  action: "s3:PutObject",
  resource: "arn:aws:s3:::logs/AWSLogs/111111111111/file",
  context: {
    "aws:SourceAccount": "111111111111",
    "aws:SourceArn": "arn:aws:config:us-east-1:111111111111:recorder",
    "aws:SecureTransport": "true",
  },
};

const allow = {
  Effect: "Allow",
  Principal: { Service: "config.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::logs/*",
};

function isAllowed(...statements: readonly object[]): boolean {
  return allows({ Statement: statements }, asked);
}

function isAllowedIf(condition: object): boolean {
  return isAllowed({ ...allow, Condition: condition });
}

describe("The evaluation of resource policies", () => {
  it("allows what a statement allows, and nothing else", () => {
    assert.equal(isAllowed(allow), true);
    assert.equal(isAllowed({ ...allow, Principal: { Service: ["a.amazonaws.com"] } }), false);
    assert.equal(isAllowed({ ...allow, Action: "s3:GetObject" }), false);
    assert.equal(isAllowed({ ...allow, Resource: "arn:aws:s3:::logs" }), false);
    assert.equal(allows(undefined, asked), false);
  });

  it("lets an explicit deny win", () => {
    assert.equal(isAllowed(allow, { ...allow, Effect: "Deny", Principal: "*" }), false);
    assert.equal(
      isAllowed(allow, { ...allow, Effect: "Deny", Principal: { AWS: "arn:aws:iam::1:root" } }),
      true,
    );
  });

  it("takes wildcards, and actions in any case", () => {
    assert.equal(isAllowed({ ...allow, Action: "S3:putobj*" }), true);
    assert.equal(isAllowed({ ...allow, Resource: "arn:aws:s3:::log?/AWSLogs/*/file" }), true);
    assert.equal(isAllowed({ ...allow, Principal: { AWS: "*" } }), true);
  });

  it("takes the negated elements", () => {
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

  it("knows an account by its id and by its root", () => {
    const policy = (name: string): object => ({
      Statement: { ...allow, Principal: { AWS: name } },
    });
    const principal = { account: "111111111111" };
    assert.equal(allows(policy("111111111111"), { ...asked, principal }), true);
    assert.equal(allows(policy("arn:aws:iam::111111111111:root"), { ...asked, principal }), true);
    assert.equal(allows(policy("arn:aws:iam::222222222222:root"), { ...asked, principal }), false);
  });

  const conditions: readonly (readonly [boolean, object])[] = [
    [true, { StringEquals: { "aws:sourceaccount": ["222222222222", "111111111111"] } }],
    [false, { StringEquals: { "aws:SourceAccount": "222222222222" } }],
    [false, { StringEquals: { "aws:SourceOrgID": "o-1" } }],
    [true, { StringEqualsIfExists: { "aws:SourceOrgID": "o-1" } }],
    [true, { StringNotEquals: { "aws:SourceOrgID": "o-1" } }],
    [false, { StringNotEquals: { "aws:SourceAccount": "111111111111" } }],
    [true, { StringLike: { "aws:SourceAccount": "1111*" } }],
    [false, { StringNotLike: { "aws:SourceAccount": "1111*" } }],
    [true, { ArnLike: { "aws:SourceArn": "arn:aws:config:*:111111111111:*" } }],
    [false, { ArnLike: { "aws:SourceArn": "arn:aws:*:recorder" } }],
    [false, { ArnNotEquals: { "aws:SourceArn": "arn:aws:config:*:*:recorder" } }],
    [true, { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } }],
    [true, { Bool: { "aws:SecureTransport": "true" } }],
    [false, { Bool: { "aws:ViaAWSService": "true" } }],
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
    it(`${expected ? "holds" : "does not hold"} ${JSON.stringify(condition)}`, () => {
      assert.equal(isAllowedIf(condition), expected);
    });
  }

  it("puts the request's values in the place of policy variables", () => {
    const resource = "arn:aws:s3:::logs/AWSLogs/${aws:SourceAccount}/*";
    assert.equal(isAllowed({ ...allow, Resource: resource }), true);
    assert.equal(isAllowed({ ...allow, Resource: resource.replace("Account", "OrgID") }), false);
  });

  it("does not guess at an operator that it does not know", () => {
    assert.throws(
      () => isAllowedIf({ NumericEquals: { "s3:max-keys": "1" } }),
      /cannot evaluate.*NumericEquals/,
    );
  });
});
