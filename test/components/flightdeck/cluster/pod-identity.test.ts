import assert from "node:assert/strict";
import {
  PodIdentity,
  type PodIdentityArgs,
} from "../../../../components/flightdeck/cluster/pod-identity";
import { placeOf } from "../../../../components/shared/place";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../../support/plan/component";
import { itRejects } from "../../../support/plan/rejections";
import { statementsOf } from "../../../support/plan/statements";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHED = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const managedPolicies = ["service-role/AmazonEBSCSIDriverPolicy"];

/** Pods of orders in GovCloud, with other arguments as a test gives them. */
function orders(args: Partial<PodIdentityArgs> = { managedPolicies }): ComponentProgram {
  return ({ opts }) =>
    new PodIdentity(
      "orders",
      {
        place: placeOf("us-gov-east-1", "111111111111"),
        clusterName: "orders",
        namespace: "shop",
        serviceAccount: "orders.reader",
        after: [],
        ...args,
      },
      opts,
    );
}

describe("PodIdentity", () => {
  it("trusts the pods of one service account of one cluster alone [A12, B12]", async () => {
    const plan = await planComponent(orders());
    assert.deepEqual(plan.errors, []);
    const [trust] = statementsOf(plan.one(ROLE).inputs["assumeRolePolicy"]);
    assert.deepEqual(trust?.Condition, {
      StringEquals: {
        "aws:SourceAccount": "111111111111",
        "aws:RequestTag/eks-cluster-name": "orders",
        "aws:RequestTag/kubernetes-namespace": "shop",
        "aws:RequestTag/kubernetes-service-account": "orders.reader",
      },
    });
  });

  it("attaches AWS's policies of its partition, after which pods may have the role", async () => {
    const plan = await planComponent(orders());
    const attached = plan.one(ATTACHED);
    assert.equal(
      attached.inputs["policyArn"],
      "arn:aws-us-gov:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy",
    );
    assert.ok(plan.one(ASSOCIATION).dependencies.includes(attached.urn), "pods lack their rights");
    assert.deepEqual(plan.all(POLICY), []);
  });

  it("has a fixed name only when one is given, and is deleted before it is created again then", async () => {
    const named = await planComponent(orders({ managedPolicies, roleName: "orders-reader" }));
    assert.equal(named.one(ROLE).inputs["name"], "orders-reader");
    assert.equal(named.one(ROLE).options.deleteBeforeReplace, true);
    const unnamed = (await planComponent(orders())).one(ROLE);
    assert.deepEqual(
      [unnamed.inputs["name"], unnamed.options.deleteBeforeReplace],
      [undefined, undefined],
    );
  });

  itRejects<Partial<PodIdentityArgs>>(orders, [
    [
      "a role without permissions",
      {},
      "statements: must be given without managedPolicies, got neither; a role without permissions is of no use to pods",
    ],
    [
      "a service account with its namespace",
      { managedPolicies, serviceAccount: "shop/orders" },
      'serviceAccount: must be the name of a service account: lower-case letters, digits, dots and hyphens, got "shop/orders"; give the name alone, without its namespace',
    ],
    [
      "a role name with a path",
      { managedPolicies, roleName: "pods/orders" },
      'roleName: must be an IAM role name of 1 to 64 characters, got "pods/orders"; choose a shorter name, without a path',
    ],
  ]);

  it("has a trust that can be read in a preview", async () => {
    const preview = await assertSameInPreview(orders());
    assert.equal(statementsOf(preview.one(ROLE).inputs["assumeRolePolicy"]).length, 1);
  });
});
