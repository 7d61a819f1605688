import assert from "node:assert/strict";
import {
  ClusterAccess,
  type ClusterAccessArgs,
} from "../../../../components/flightdeck/cluster/cluster-access";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../../support/plan/component";
import { itRejects } from "../../../support/plan/rejections";

const ENTRY = "aws:eks/accessEntry:AccessEntry";
const ASSOCIATION = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
const principalArn = "arn:aws-us-gov:iam::111111111111:role/teams/orders";

/** Access of the team of orders, with other arguments as a test gives them. */
function team(args: Partial<ClusterAccessArgs> = {}): ComponentProgram {
  return ({ opts }) =>
    new ClusterAccess(
      "team",
      {
        partition: "aws-us-gov",
        clusterName: "orders",
        principalArn,
        policy: "View",
        after: [],
        ...args,
      },
      opts,
    );
}

describe("ClusterAccess", () => {
  it("reaches the whole cluster, or the namespaces that are given and no other [B4]", async () => {
    for (const [namespaces, accessScope] of [
      [undefined, { type: "cluster" }],
      [["orders", "orders-*"], { type: "namespace", namespaces: ["orders", "orders-*"] }],
    ] as const) {
      const plan = await planComponent(team(namespaces && { namespaces }));
      assert.deepEqual(plan.errors, []);
      assert.deepEqual(plan.one(ASSOCIATION).inputs["accessScope"], accessScope);
    }
  });

  it("associates the policy of its own partition, after the entry of the role", async () => {
    const plan = await planComponent(team({ policy: "ClusterAdmin" }));
    const { inputs, dependencies } = plan.one(ASSOCIATION);
    assert.equal(
      inputs["policyArn"],
      "arn:aws-us-gov:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
    );
    assert.equal(inputs["principalArn"], principalArn);
    const entry = plan.one(ENTRY);
    assert.deepEqual(
      [entry.inputs["type"], entry.inputs["principalArn"]],
      ["STANDARD", principalArn],
    );
    assert.ok(dependencies.includes(entry.urn), "the association is refused without the entry");
  });

  itRejects<Partial<ClusterAccessArgs>>(team, [
    [
      "a session of a role",
      { principalArn: "arn:aws:sts::111111111111:assumed-role/orders/me" },
      'principalArn: must be the ARN of an IAM role or user, got "arn:aws:sts::111111111111:assumed-role/orders/me"; EKS accepts no session of a role: give the role itself',
    ],
    [
      "an empty list, which is not the whole cluster",
      { namespaces: [] },
      "namespaces: must have at least 1 entry, got 0; add a namespace, or leave namespaces out for the whole cluster",
    ],
    [
      "a namespace that Kubernetes refuses",
      { namespaces: ["Orders"] },
      'namespaces[0]: must be the name of a namespace; * matches any text, got "Orders"; write it like orders or orders-*',
    ],
  ]);

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(team({ namespaces: ["orders"] }));
  });
});
