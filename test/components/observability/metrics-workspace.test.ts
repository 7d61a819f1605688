import assert from "node:assert/strict";
import {
  MetricsWorkspace,
  type MetricsWorkspaceArgs,
} from "../../../components/observability/metrics-workspace";
import { placeOf } from "../../../components/shared/place";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { statementsOf } from "../../support/plan/statements";

const RETENTION = "aws:amp/workspaceConfiguration:WorkspaceConfiguration";
const RIGHTS = "aws:iam/rolePolicy:RolePolicy";
const ROLE = "aws:iam/role:Role";
const WORKSPACE = "aws:amp/workspace:Workspace";

function metrics(args: Partial<MetricsWorkspaceArgs> = {}): ComponentProgram {
  return ({ place, opts }) =>
    new MetricsWorkspace("metrics", { place, organizationId: "o-exampleorg1", ...args }, opts);
}

describe("MetricsWorkspace", () => {
  it("admits writers of the organization alone, in the partition of its place [B6]", async () => {
    const place = placeOf("us-gov-west-1", "111111111111");
    const plan = await planComponent(metrics({ place }));
    assert.deepEqual(plan.errors, []);
    const [trust] = statementsOf(plan.one(ROLE).inputs["assumeRolePolicy"]);
    assert.deepEqual(trust?.Condition, {
      ArnLike: { "aws:PrincipalArn": ["arn:aws-us-gov:iam::*:role/platform-metrics-writer*"] },
      StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" },
    });
  });

  it("keeps metrics for 150 days, or the days it is given", async () => {
    for (const [args, days] of [
      [{}, 150],
      [{ retentionDays: 1095 }, 1095],
    ] as const) {
      const plan = await planComponent(metrics(args));
      assert.equal(plan.one(RETENTION).inputs["retentionPeriodInDays"], days);
    }
  });

  it("reaches its own workspace alone, which outlives the program", async () => {
    const plan = await planComponent(metrics());
    const [write] = statementsOf(plan.one(RIGHTS).inputs["policy"]);
    assert.match(
      JSON.stringify(write?.Resource),
      /^"arn:aws:aps:eu-west-1:111111111111:workspace\/[^*]+"$/,
    );
    const { protect, retainOnDelete } = plan.one(WORKSPACE).options;
    assert.deepEqual([protect, retainOnDelete], [true, true]);
  });

  it("rejects a retention that the service does not offer", async () => {
    await assertRejects(
      metrics({ retentionDays: 1096 }),
      "retentionDays: must be a whole number of days from 1 to 1095, got 1096; the service keeps metrics for no other time",
    );
  });

  it("has the same resources in a preview, when the workspace has no ARN yet", async () => {
    await assertSameInPreview(metrics());
  });
});
