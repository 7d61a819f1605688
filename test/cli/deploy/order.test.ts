import assert from "node:assert/strict";
import { deploymentWaves, hasHub } from "../../../cli/deploy/order";
import { roleNames, waves } from "../../../stacks/company/roles";

const stacks = roleNames.map((role) => ({ role }));

describe("The order of a deployment", () => {
  it("is that of the roles", () => {
    assert.deepEqual(deploymentWaves(stacks, false), waves(stacks));
  });

  it("has network after all others while it removes the hub, and loses no stack", () => {
    const order = deploymentWaves(stacks, true);
    assert.deepEqual(order.at(-1), [{ role: "network" }]);
    assert.deepEqual(order.at(-2), [{ role: "workload" }]);
    assert.deepEqual(new Set(order.flat()), new Set(stacks));
  });

  it("finds the hub in the outputs of this release and of 0.1.0", () => {
    assert.equal(hasHub({ rootDomain: "acme.io" }), false);
    assert.equal(hasHub({ transitRouteTableIds: {} }), false);
    assert.equal(hasHub({ transit: { gatewayId: "tgw-1" } }), true);
    assert.equal(hasHub({ transitGatewayId: "tgw-1" }), true);
  });
});
