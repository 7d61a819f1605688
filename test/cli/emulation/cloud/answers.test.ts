import assert from "node:assert/strict";
import { answered, comparable } from "../../../../cli/emulation/cloud/answers";
import type { Values } from "../../../../cli/emulation/core/types";

const NODES = "aws:eks/nodeGroup:NodeGroup";
const SETTINGS = "aws:backup/regionSettings:RegionSettings";
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const POLICY = "aws:organizations/policy:Policy";
const TABLE = "aws:glue/catalogTable:CatalogTable";

const subnets = ["subnet-1", "subnet-2", "subnet-3", "subnet-4"];

function same(type: string, left: Values, right: Values): void {
  assert.deepEqual(comparable(type, left), comparable(type, right));
}

function different(type: string, left: Values, right: Values): void {
  assert.notDeepEqual(comparable(type, left), comparable(type, right));
}

describe("The answers of the emulated AWS", () => {
  it("have sets in another order, which is no difference", () => {
    const { subnetIds } = answered(NODES, { subnetIds: subnets }) as { subnetIds: string[] };
    assert.notDeepEqual(subnetIds, subnets);
    assert.deepEqual(subnetIds.toSorted(), subnets);
    same(NODES, { subnetIds: subnets }, { subnetIds });
    different(NODES, { subnetIds: subnets }, { subnetIds: subnets.slice(1) });
  });

  it("have lists in the order that was sent: another one is a difference", () => {
    const columns = [{ name: "a" }, { name: "b" }, { name: "c" }];
    const inputs = { storageDescriptor: { columns } };
    assert.deepEqual(answered(TABLE, inputs), inputs);
    different(TABLE, inputs, { storageDescriptor: { columns: columns.toReversed() } });
  });

  it("have lists that AWS keeps no order of in another order, which is a difference", () => {
    const feature =
      "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature";
    const agents = ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"];
    const inputs = {
      additionalConfigurations: agents.map((name) => ({ name, autoEnable: "ALL" })),
    };
    different(feature, inputs, answered(feature, inputs));
  });

  it("have the whole of a map and the defaults of what was left out, after what was sent", () => {
    const sent = { resourceTypeOptInPreference: { RDS: false } };
    const { resourceTypeOptInPreference: types } = answered(SETTINGS, sent) as {
      resourceTypeOptInPreference: Values;
    };
    assert.deepEqual([types["RDS"], types["EKS"]], [false, true]);
    assert.equal(answered(NODES, { capacityType: "SPOT" })["capacityType"], "SPOT");
    assert.equal(answered(NODES, {})["capacityType"], "ON_DEMAND");
  });

  it("have a document with other keys first, which is no difference", () => {
    const content = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Sid: "A", Action: [] }],
    });
    const answer = answered(POLICY, { content });
    assert.notEqual(answer["content"], content);
    same(POLICY, { content }, answer);
    // In a policy of Organizations the order of a list counts.
    different(
      POLICY,
      { content: JSON.stringify({ Action: ["a", "b"] }) },
      { content: JSON.stringify({ Action: ["b", "a"] }) },
    );
  });

  it("may have a single item as a text, and the items of a policy in another order", () => {
    const policy = (Action: unknown, Statement: Values[] = []): Values => ({
      policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action }, ...Statement] }),
    });
    same(BUCKET_POLICY, policy(["s3:GetObject"]), policy("s3:GetObject"));
    same(BUCKET_POLICY, policy(["a", "b"]), policy(["b", "a"]));
    different(BUCKET_POLICY, policy(["a"]), policy(["a", "b"]));
  });

  it("are those of the provider of AWS alone", () => {
    const inputs = { metadata: { name: "application" } };
    assert.equal(answered("kubernetes:core/v1:Namespace", inputs), inputs);
  });
});
