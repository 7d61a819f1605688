import assert from "node:assert/strict";
import * as fc from "fast-check";
import * as naming from "../../components/shared/naming";
import { composedNames } from "../../stacks/configuration/composed-names";

/** The longest Region codes that AWS has. */
const regions = ["ap-southeast-7", "us-gov-west-1", "ap-northeast-3", "mx-central-1"];

const slug = (longest: number): fc.Arbitrary<string> =>
  fc
    .stringMatching(/^[a-z](?:-?[a-z0-9])*$/)
    .map((text) => text.slice(0, longest).replace(/-$/, "x"));

/** A slug of exactly the longest allowed length, and shorter ones. */
const slugs = (longest: number): fc.Arbitrary<string> =>
  fc.oneof(
    slug(longest),
    fc.constant("a".repeat(longest)),
    fc.constant(`${"a-".repeat(longest / 2 - 1)}aa`),
  );

describe("Names that are composed", () => {
  it("stay within AWS's limits for every allowed organization, account and Region", () => {
    fc.assert(
      fc.property(
        slugs(20),
        slugs(30),
        fc.constantFrom(...regions),
        (organization, account, region) => {
          for (const { value, limit, what } of composedNames(organization, [account], [region])) {
            assert.ok(value.length <= limit, `${what} ${value}`);
            assert.ok(value.length > 0);
          }
        },
      ),
    );
  });

  it("are valid where AWS is strict: buckets, database identifiers, cache ids", () => {
    fc.assert(
      fc.property(slugs(20), slugs(30), (organization, account) => {
        const bucket = naming.logBucketName(
          organization,
          "cloudtrail",
          "123456789012",
          "us-east-1",
        );
        assert.match(bucket, /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])$/);
        for (const id of [
          naming.databaseIdentifier(organization, account),
          naming.cacheGroupId(account),
        ]) {
          assert.match(id, /^[a-z][a-z0-9-]*[a-z0-9]$/);
          assert.ok(!id.includes("--"), id);
        }
      }),
    );
  });

  it("keep every fixed role and vault name within 64 and 50 characters", () => {
    const constants = Object.entries(naming).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    );
    assert.ok(constants.length > 8);
    for (const [constant, value] of constants) {
      assert.match(value, /^[A-Za-z0-9_-]+$/, constant);
      assert.ok(value.length <= (constant.endsWith("VAULT") ? 50 : 64), constant);
    }
  });

  it("refer to their partition", () => {
    assert.equal(naming.partitionOf("us-gov-west-1"), "aws-us-gov");
    assert.equal(naming.partitionOf("cn-north-1"), "aws-cn");
    assert.equal(naming.partitionOf("eu-central-1"), "aws");
  });
});
