import assert from "node:assert/strict";
import * as fc from "fast-check";
import * as naming from "../../../components/shared/naming";
import { composedNames } from "../../../stacks/checks/name-lengths";
import { parseOrganization } from "../../../stacks/checks/parse-organization";
import type { Problem } from "../../../stacks/company/problems";
import { defaultOrganization, setAt } from "../../support/plan/default-company";

/** The longest codes of Regions that a company may have its home in. */
const regions = ["ap-southeast-2", "ap-southeast-1", "ap-northeast-3", "ca-central-1"];

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

/** Paths of the problems of a company of this name, with this account and Region. */
function problemsOf(name: string, account: string, region: string): string[] {
  const organization = defaultOrganization();
  setAt(organization, "name", name);
  setAt(organization, "homeRegion", region);
  setAt(organization, "governedRegions", [region]);
  setAt(organization, `accounts.${account}`, {
    organizationalUnit: "Shared",
    environment: "shared",
    email: "aws+one-more@example.com",
  });
  const problems: Problem[] = [];
  parseOrganization(organization, problems);
  return problems.map(({ path }) => path);
}

describe("Names that are composed", () => {
  it("are refused exactly when one breaks AWS's limit, with the part that is to blame", () => {
    let refused = 0;
    fc.assert(
      fc.property(
        slugs(32),
        slugs(40),
        fc.constantFrom(...regions),
        (organization, account, region) => {
          const tooLong = composedNames(organization, [account], [region]).filter(
            ({ value, limit }) => value.length > limit,
          );
          refused += tooLong.length;
          assert.deepEqual(
            new Set(problemsOf(organization, account, region)),
            new Set(tooLong.map(({ path }) => path)),
          );
        },
      ),
    );
    assert.equal(refused > 0, true, "the longest allowed parts make names that are too long");
  });

  it("are valid where AWS is strict: buckets, database identifiers, cache ids", () => {
    fc.assert(
      fc.property(slugs(16), slugs(30), (organization, account) => {
        const place = { accountId: "123456789012", region: "us-east-1" };
        const bucket = naming.logBucketName(organization, "cloudtrail", place);
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
});
