import assert from "node:assert/strict";
import { AccessAnalysis } from "../../../components/security/access-analysis";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";

const ANALYZER = "aws:accessanalyzer/analyzer:Analyzer";

function analysis(
  regions: readonly string[] = ["us-gov-east-1", "us-gov-west-1"],
): ComponentProgram {
  return ({ opts }) => new AccessAnalysis("access", { regions }, opts);
}

describe("AccessAnalysis", () => {
  it("has one analyzer of the whole organization in each Region [r2.2]", async () => {
    const plan = await planComponent(analysis());
    assert.deepEqual(plan.errors, []);
    assert.deepEqual(
      plan.all(ANALYZER).map(({ inputs }) => [inputs["region"], inputs["type"]]),
      [
        ["us-gov-east-1", "ORGANIZATION"],
        ["us-gov-west-1", "ORGANIZATION"],
      ],
    );
  });

  it("rejects an empty list of Regions, which would find nothing silently", async () => {
    await assertRejects(
      analysis([]),
      "regions: must have at least 1 entry, got 0; list the Regions to build in",
    );
  });

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(analysis());
  });
});
