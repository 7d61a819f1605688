import assert from "node:assert/strict";
import { OrgTrail, type OrgTrailArgs } from "../../../components/logging/org-trail";
import { placeOf } from "../../../components/shared/place";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { waitsFor } from "../../support/plan/workload";
import { archive as acme } from "./archive";

const ALIAS = "aws:kms/alias:Alias";
const BUCKET = "aws:s3/bucket:Bucket";
const KEY = "aws:kms/key:Key";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const TRAIL = "aws:cloudtrail/trail:Trail";

const MANAGEMENT = "333333333333";
const archive = { ...acme, managementAccountId: MANAGEMENT };

function trail(args: Partial<OrgTrailArgs> = {}): ComponentProgram {
  return ({ opts, provider }) =>
    new OrgTrail(
      "events",
      {
        archive,
        retention: { days: 1, lockMode: "governance" },
        managementProvider: provider(MANAGEMENT),
        ...args,
      },
      opts,
    );
}

describe("OrgTrail", () => {
  it("is the management account's, and covers every account and Region [A7]", async () => {
    const plan = await planComponent(trail());
    assert.deepEqual(plan.errors, []);
    const { inputs, provider } = plan.one(TRAIL);
    assert.equal(provider?.account, MANAGEMENT);
    assert.equal(plan.one(KEY).provider?.account, "111111111111");
    assert.deepEqual(
      ["isOrganizationTrail", "isMultiRegionTrail", "enableLogFileValidation"].map(
        (input) => inputs[input],
      ),
      [true, true, true],
    );
    assert.equal(inputs["insightSelectors"], undefined);
  });

  it("reports unusual rates of calls and errors on request", async () => {
    const { inputs } = (await planComponent(trail({ insights: true }))).one(TRAIL);
    assert.match(JSON.stringify(inputs["insightSelectors"]), /ApiCallRate.*ApiErrorRate/);
  });

  it("names everything by the company, in the archive's Region", async () => {
    const other = {
      ...archive,
      organization: "zeta",
      place: placeOf("us-gov-west-1", "222222222222"),
    };
    const plan = await planComponent(trail({ archive: other }));
    assert.equal(plan.one(TRAIL).inputs["name"], "zeta-organization");
    assert.equal(plan.one(ALIAS).inputs["name"], "alias/zeta-organization-trail");
    for (const type of [TRAIL, KEY, BUCKET]) {
      assert.equal(plan.one(type).inputs["region"], "us-gov-west-1", type);
    }
  });

  it("starts when its bucket and key admit it, and outlives the program", async () => {
    const plan = await planComponent(trail());
    assert.ok(waitsFor(plan, plan.one(TRAIL), plan.one(POLICY)), "CloudTrail checks the bucket");
    for (const type of [TRAIL, KEY, BUCKET]) {
      const { protect, retainOnDelete } = plan.one(type).options;
      assert.deepEqual([protect, retainOnDelete], [true, true], type);
    }
  });

  const wrong: readonly [string, Partial<OrgTrailArgs>, string][] = [
    [
      "a company's name that no bucket may have",
      { archive: { ...archive, organization: "Acme" } },
      'archive.organization: must be small letters, digits and single hyphens, got "Acme"; names of buckets begin with it: choose a plainer name',
    ],
    [
      "an archive that no role may deploy",
      { archive: { ...archive, administrators: [] } },
      "archive.administrators: must not be empty; name the role that deploys the buckets: their policies deny changes to every other principal",
    ],
    [
      "a retention of part of a day",
      { retention: { days: 0.5, lockMode: "compliance" } },
      "retention.days: must be a whole number of days from 1 to 36500, got 0.5; S3 locks for no other time",
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}`, async () => {
      await assertRejects(trail(args), error);
    });
  }

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(trail());
  });
});
