import assert from "node:assert/strict";
import { Cloud } from "../../../cli/emulation/cloud/cloud";
import { callFunction } from "../../../cli/emulation/create";

const CLUSTER = "aws:eks/cluster:Cluster";

// The refusal itself is tried under the engine, in test/engine/drift.test.ts.
describe("The cluster of an account", () => {
  const site = { account: "111111111111", region: "eu-west-1" };
  const cloud = new Cloud(site.account);
  for (const [name, region] of [
    ["orders", site.region],
    ["elsewhere", "us-east-1"],
  ] as const) {
    const inputs = { name, version: "1.36" };
    cloud.seed({ type: CLUSTER, name, urn: `urn:${name}`, inputs, site: { ...site, region } });
  }

  const call = (token: string, inputs: Record<string, unknown>): Record<string, unknown> =>
    callFunction({ token, inputs, site, existing: (type) => cloud.all(type) });

  it("is listed in its own Region, with the version that runs", () => {
    const { names } = call("aws:eks/getClusters:getClusters", {});
    assert.deepEqual(names, ["orders"]);
    const [orders] = cloud.all(CLUSTER);
    assert.ok(orders);
    cloud.drift(orders, { version: "1.37" });
    const { version } = call("aws:eks/getCluster:getCluster", { name: "orders" });
    assert.equal(version, "1.37");
  });

  it("is an error when it does not exist", () => {
    assert.throws(
      () => call("aws:eks/getCluster:getCluster", { name: "elsewhere" }),
      /ResourceNotFoundException: No cluster found for name: elsewhere/,
    );
  });
});
