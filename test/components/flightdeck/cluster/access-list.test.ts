import assert from "node:assert/strict";
import {
  AccessList,
  type AccessListArgs,
} from "../../../../components/flightdeck/cluster/access-list";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../../support/plan/component";
import { itRejects } from "../../../support/plan/rejections";

const ASSOCIATION = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";

/** Access to the cluster of orders, with other arguments as a test gives them. */
function orders(args: Partial<AccessListArgs> = {}): ComponentProgram {
  return ({ place, opts, computed }) =>
    new AccessList(
      "orders",
      {
        place,
        clusterName: "orders",
        applicationNamespace: "shop",
        applicationDeployRoleArn: computed("arn:aws:iam::111111111111:role/delivery"),
        madeByBootstrap: false,
        after: [],
        ...args,
      },
      opts,
    );
}

/** Logical name, policy and namespaces of every access, sorted. */
async function access(args: Partial<AccessListArgs>): Promise<string[]> {
  const plan = await planComponent(orders(args));
  assert.deepEqual(plan.errors, []);
  return plan
    .all(ASSOCIATION)
    .map(({ name, inputs }) => {
      const { namespaces = ["everywhere"] } = inputs["accessScope"] as { namespaces?: string[] };
      return `${name} ${String(inputs["policyArn"]).split("/")[1]} ${namespaces.join()}`;
    })
    .sort();
}

describe("AccessList", () => {
  it("admits delivery alone to the one namespace when no person has access [A12, B4]", async () => {
    assert.deepEqual(await access({}), ["orders-delivery AmazonEKSEditPolicy shop"]);
  });

  it("admits readers and the deployer everywhere, developers to the namespace [A12, B4]", async () => {
    const all = {
      readOnlyPermissionSet: "ReadOnly",
      developerPermissionSet: "Developer",
      madeByBootstrap: true,
    };
    assert.deepEqual(await access(all), [
      "orders-delivery AmazonEKSEditPolicy shop",
      "orders-deployment AmazonEKSClusterAdminPolicy everywhere",
      "orders-developer AmazonEKSEditPolicy shop",
      "orders-read-only AmazonEKSViewPolicy everywhere",
    ]);
  });

  itRejects<Partial<AccessListArgs>>(orders, [
    [
      "a namespace that Kubernetes refuses",
      { applicationNamespace: "shop.front" },
      'applicationNamespace: must be 1 to 63 lower-case letters, digits and hyphens, without a hyphen at either end, got "shop.front"; choose another name',
    ],
    [
      "a permission set whose name is too long",
      { developerPermissionSet: "D".repeat(33) },
      `developerPermissionSet: must be the name of a permission set, got "${"D".repeat(33)}"; give the name alone, without AWSReservedSSO_`,
    ],
  ]);

  it("has every entry in a preview, where no role is looked up yet", async () => {
    await assertSameInPreview(orders({ readOnlyPermissionSet: "ReadOnly", madeByBootstrap: true }));
  });
});
