import assert from "node:assert/strict";
import { ConfigAggregator } from "../../../components/security/config-aggregator";
import { type Place, placeOf } from "../../../components/shared/place";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { waitsFor } from "../../support/plan/workload";

const AGGREGATOR = "aws:cfg/configurationAggregator:ConfigurationAggregator";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

const government = placeOf("us-gov-west-1", "333333333333");

function aggregator(place: Place = government): ComponentProgram {
  return ({ opts }) => new ConfigAggregator("all", { place }, opts);
}

describe("ConfigAggregator", () => {
  it("collects all Regions in its own, with AWS's policy of the partition [A10]", async () => {
    const plan = await planComponent(aggregator());
    assert.deepEqual(plan.errors, []);
    const { region, organizationAggregationSource } = plan.one(AGGREGATOR).inputs;
    assert.equal(region, "us-gov-west-1");
    assert.match(JSON.stringify(organizationAggregationSource), /"allRegions":true/);
    assert.match(
      String(plan.one(ATTACHMENT).inputs["policyArn"]),
      /^arn:aws-us-gov:iam::aws:policy\/service-role\//,
    );
  });

  it("waits for its role's policy: AWS Config checks it", async () => {
    const plan = await planComponent(aggregator());
    assert.ok(
      waitsFor(plan, plan.one(AGGREGATOR), plan.one(ATTACHMENT)),
      "the aggregator would be refused",
    );
  });

  it("rejects a place whose partition is not that of its Region", async () => {
    await assertRejects(
      aggregator({ ...government, partition: "aws" }),
      'place.partition: must be aws-us-gov in us-gov-west-1, got "aws"; compose the place with placeOf',
    );
  });

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(aggregator());
  });
});
