import assert from "node:assert/strict";
import {
  exclusions,
  OrganizationDetection,
  type OrganizationPack,
} from "../../../components/security/organization-detection";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";

const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(999_999_999_999 - index));

describe("Accounts that detection leaves out", () => {
  it("stand in one order, whatever the order of the configuration", () => {
    assert.deepEqual(exclusions(["222222222222", "111111111111"]), [
      "111111111111",
      "222222222222",
    ]);
  });

  it("are as many as AWS takes, or the remedy is told", () => {
    assert.equal(exclusions(ids(1000)).length, 1000);
    assert.throws(
      () => exclusions(ids(1001)),
      /1001 accounts, and AWS takes 1000: deploy baselines/,
    );
  });
});

const PACK = "aws:cfg/organizationConformancePack:OrganizationConformancePack";

const detections = [{ configRule: "EIP_ATTACHED" }];

function detection(packs: readonly OrganizationPack[], homeRegion = "eu-west-1"): ComponentProgram {
  return ({ opts }) =>
    new OrganizationDetection(
      "rules",
      { regions: ["eu-west-1", "cn-north-1"], homeRegion, packs },
      opts,
    );
}

describe("OrganizationDetection", () => {
  const everywhere = { detections, excludedAccountIds: ["222222222222", "111111111111"] };

  it("has a pack for each scope, in Regions where AWS has packs [r2.2]", async () => {
    const plan = await planComponent(detection([everywhere, { ...everywhere, name: "shops" }]));
    assert.deepEqual(plan.errors, []);
    assert.deepEqual(
      plan.all(PACK).map(({ name, inputs }) => [name, inputs["name"], inputs["excludedAccounts"]]),
      [
        ["rules-eu-west-1", "platform-guardrails", ["111111111111", "222222222222"]],
        ["rules-shops-eu-west-1", "platform-guardrails-shops", ["111111111111", "222222222222"]],
      ],
    );
  });

  it("rejects two packs of one name, and a name that AWS Config refuses", async () => {
    await assertRejects(
      detection([everywhere, everywhere]),
      'packs: must contain each entry once, got "platform-guardrails" twice; remove the repeated one',
    );
    await assertRejects(
      detection([{ ...everywhere, name: "all shops" }]),
      'packs[0].name: must be letters, digits and hyphens, 128 with the prefix, got "platform-guardrails-all shops"; rename the pack',
    );
  });

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(detection([everywhere]));
  });
});
