import * as assert from "node:assert/strict";
import { permissionSets, inlinePolicy } from "../../../components/identity/permission-sets";
import { soleInstance } from "../../../components/identity/instance";

describe("soleInstance", () => {
  const arn = "arn:aws:sso:::instance/ssoins-1111222233334444";

  it("picks the one instance of the Region", () => {
    assert.deepEqual(
      soleInstance({ arns: [arn], identityStoreIds: ["d-1234567890"] }, "us-east-1"),
      {
        arn,
        identityStoreId: "d-1234567890",
      },
    );
  });

  it("rejects a Region without an instance in one sentence that says what to do [r0.2]", () => {
    // An invoke under a provider that is not configured yet answers an empty object.
    for (const found of [{ arns: [], identityStoreIds: [] }, {}]) {
      assert.throws(() => soleInstance(found, "eu-west-1"), {
        name: "Error",
        message:
          "no IAM Identity Center instance in eu-west-1: enable it once in the management account's console, delegate it to the identity account (stack management), and set identity.region when it lives in another Region",
      });
    }
  });

  it("rejects a second instance rather than guess", () => {
    assert.throws(
      () =>
        soleInstance(
          { arns: [arn, `${arn}x`], identityStoreIds: ["d-1234567890", "d-2234567890"] },
          "us-east-1",
        ),
      /^Error: 2 IAM Identity Center instances in us-east-1 .*delete the identity account's own instance/,
    );
  });
});

describe("The catalogue of permission sets", () => {
  const sets = Object.values(
    permissionSets("aws-us-gov", ["arn:aws-us-gov:s3:::acme-config-222222222222-*"]),
  );

  it("fits the names, sessions and policies that Identity Center allows", () => {
    for (const { name, description, sessionDuration, managedPolicyArns } of sets) {
      assert.match(name, /^[\w+=,.@-]{1,32}$/);
      assert.ok(description.length > 0 && description.length <= 700);
      assert.match(sessionDuration, /^PT(?:[1-9]|1[0-2])H$/);
      assert.ok(managedPolicyArns.length > 0 && managedPolicyArns.length <= 10);
    }
  });

  it("takes its policies from the partition it is deployed in", () => {
    for (const set of sets) {
      for (const arn of set.managedPolicyArns) {
        assert.match(arn, /^arn:aws-us-gov:iam::aws:policy\//);
      }
      assert.ok(!(inlinePolicy(set) ?? "").includes("arn:aws:"));
    }
  });
});
