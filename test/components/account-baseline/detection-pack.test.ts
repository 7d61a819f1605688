import assert from "node:assert/strict";
import {
  DetectionPack,
  type DetectionPackArgs,
} from "../../../components/account-baseline/detection-pack";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";

const PACK = "aws:cfg/conformancePack:ConformancePack";

const detections = [
  { configRule: "EIP_ATTACHED" },
  { configRule: "IAM_PASSWORD_POLICY", global: true },
] as const;

function pack(args: Partial<DetectionPackArgs> = {}): ComponentProgram {
  return ({ opts }) =>
    new DetectionPack(
      "rules",
      {
        regions: ["eu-west-1", "eu-north-1"],
        homeRegion: "eu-north-1",
        detections,
        recorders: [opts.providers[0]],
        ...args,
      },
      opts,
    );
}

describe("DetectionPack", () => {
  it("has one pack a Region, and global rules in the home Region alone", async () => {
    const plan = await planComponent(pack());
    assert.deepEqual(plan.errors, []);
    const rules = plan.all(PACK).map(({ inputs }) => {
      const template = JSON.parse(String(inputs["templateBody"])) as { Resources: object };
      return [inputs["region"], Object.keys(template.Resources)];
    });
    assert.deepEqual(rules, [
      ["eu-west-1", ["EipAttached"]],
      ["eu-north-1", ["EipAttached", "IamPasswordPolicy"]],
    ]);
  });

  it("has no pack where AWS has none, nor one without rules", async () => {
    const china = { regions: ["cn-north-1"], homeRegion: "cn-north-1" };
    for (const args of [china, { detections: [] }]) {
      const plan = await planComponent(pack(args));
      assert.deepEqual([plan.errors, plan.all(PACK)], [[], []]);
    }
  });

  it("waits for the recorders", async () => {
    const plan = await planComponent(pack());
    const provider = plan.one("pulumi:providers:aws").urn;
    for (const { dependencies } of plan.all(PACK)) {
      assert.ok(dependencies.includes(provider), "AWS refuses a pack before its recorder runs");
    }
  });

  it("rejects an account without recorders", async () => {
    await assertRejects(
      pack({ recorders: [] }),
      "recorders: must not be empty; AWS refuses a conformance pack where no recorder runs: set up AWS Config first",
    );
  });

  it("rejects a home Region that has no pack", async () => {
    await assertRejects(
      pack({ homeRegion: "us-east-1" }),
      'homeRegion: must be one of the Regions eu-west-1, eu-north-1, got "us-east-1"; no other Region evaluates IAM',
    );
  });

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(pack());
  });
});
