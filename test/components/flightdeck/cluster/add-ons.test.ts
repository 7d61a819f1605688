import assert from "node:assert/strict";
import { AddOns, type AddOnsArgs } from "../../../../components/flightdeck/cluster/add-ons";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../../support/plan/component";
import { itRejects } from "../../../support/plan/rejections";

const ADD_ON = "aws:eks/addon:Addon";

/** Two add-ons of orders, with other arguments as a test gives them. */
function orders(args: Partial<AddOnsArgs> = {}): ComponentProgram {
  return ({ opts }) =>
    new AddOns(
      "orders",
      { clusterName: "orders", names: ["vpc-cni", "coredns"], versions: {}, after: [], ...args },
      opts,
    );
}

describe("AddOns", () => {
  it("installs the version that is given, and otherwise the one that EKS recommends [B10]", async () => {
    const versions = { coredns: "v1.11.4-eksbuild.2" };
    const plan = await planComponent(orders({ versions }));
    assert.deepEqual(plan.errors, []);
    assert.equal(plan.one(ADD_ON, "orders-coredns").inputs["addonVersion"], versions.coredns);
    assert.equal(plan.one(ADD_ON, "orders-vpc-cni").inputs["addonVersion"], undefined);
  });

  it("enforces network policies, and leaves other add-ons with their own settings", async () => {
    const plan = await planComponent(orders());
    assert.equal(
      plan.one(ADD_ON, "orders-vpc-cni").inputs["configurationValues"],
      '{"enableNetworkPolicy":"true"}',
    );
    assert.equal(plan.one(ADD_ON, "orders-coredns").inputs["configurationValues"], undefined);
  });

  it("overwrites settings that others changed, and removes the software with the add-on", async () => {
    for (const { inputs } of (await planComponent(orders())).all(ADD_ON)) {
      assert.equal(inputs["resolveConflictsOnCreate"], "OVERWRITE");
      assert.equal(inputs["resolveConflictsOnUpdate"], "OVERWRITE");
      assert.equal(inputs["preserve"], false);
    }
  });

  itRejects<Partial<AddOnsArgs>>(orders, [
    [
      "a version without EKS's build number",
      { versions: { coredns: "1.11.4" } },
      'versions.coredns: must be a version of an EKS add-on, got "1.11.4"; write it like v1.10.1-eksbuild.1; aws eks describe-addon-versions lists them',
    ],
    [
      "an add-on that is named twice",
      { names: ["coredns", "coredns"] },
      'names: must contain each entry once, got "coredns" twice; remove the repeated one',
    ],
  ]);

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(orders());
  });
});
