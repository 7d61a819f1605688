import assert from "node:assert/strict";
import { approvedRegions } from "../../policy-pack/guardrails/limits/approved-regions";
import { violationsOf, settingOf } from "../support/cases/made-up-resource";

describe("Approved Regions before deployment", () => {
  const setting = settingOf(approvedRegions, {
    regions: ["eu-west-1"],
    additionalGlobalActions: ["mediaconvert:*"],
  });
  const madeIn = (region: string, type: string) =>
    violationsOf(setting, { type, provider: { region } });

  for (const type of ["aws:acm/certificate:Certificate", "aws:wafv2/webAcl:WebAcl"]) {
    it(`let CloudFront's ${type} be created in us-east-1, and in no other Region`, async () => {
      assert.deepEqual(await madeIn("us-east-1", type), []);
      assert.equal((await madeIn("us-west-2", type)).length, 1);
    });
  }

  it("let a service that the company calls global be anywhere", async () => {
    assert.deepEqual(await madeIn("us-west-2", "aws:mediaconvert/queue:Queue"), []);
    assert.equal((await madeIn("us-west-2", "aws:mediapackage/channel:Channel")).length, 1);
  });
});
