import assert from "node:assert/strict";
import { NodeRole, type NodeRoleArgs } from "../../../../components/flightdeck/cluster/node-role";
import { placeOf } from "../../../../components/shared/place";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../../support/plan/component";
import { itRejects } from "../../../support/plan/rejections";
import { bySid, statementsOf } from "../../../support/plan/statements";

const POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHED = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/** The role of nodes in China, with other arguments as a test gives them. */
function nodes(args: Partial<NodeRoleArgs> = {}): ComponentProgram {
  return ({ opts }) =>
    new NodeRole(
      "nodes",
      {
        place: placeOf("cn-north-1", "111111111111"),
        registryAccountId: "222222222222",
        ...args,
      },
      opts,
    );
}

describe("NodeRole", () => {
  it("pulls from the company's registry and from AWS's own in its Region, and from no other [A5, B12, r2.14]", async () => {
    for (const [region, partition, addOns] of [
      ["cn-north-1", "aws-cn", "918309763551"],
      ["eu-west-1", "aws", "602401143452"],
    ] as const) {
      const plan = await planComponent(nodes({ place: placeOf(region, "111111111111") }));
      assert.deepEqual(plan.errors, []);
      const pull = bySid(statementsOf(plan.one(POLICY).inputs["policy"]), "PullImages");
      assert.deepEqual(
        pull.Resource,
        ["222222222222", addOns].map(
          (account) => `arn:${partition}:ecr:${region}:${account}:repository/*`,
        ),
      );
    }
  });

  it("has two policies of AWS in its own partition, none of which pulls images", async () => {
    const attached = (await planComponent(nodes())).all(ATTACHED);
    assert.deepEqual(attached.map(({ inputs }) => inputs["policyArn"]).sort(), [
      "arn:aws-cn:iam::aws:policy/AmazonEKSWorkerNodePolicy",
      "arn:aws-cn:iam::aws:policy/AmazonEKS_CNI_Policy",
    ]);
  });

  itRejects<Partial<NodeRoleArgs>>(nodes, [
    [
      "a place of two partitions",
      { place: { partition: "aws", region: "cn-north-1", accountId: "111111111111" } },
      'place.partition: must be aws-cn in cn-north-1, got "aws"; compose the place with placeOf',
    ],
    [
      "a registry's address instead of its account",
      { registryAccountId: "222222222222.dkr.ecr.cn-north-1.amazonaws.com.cn" },
      'registryAccountId: must be a 12-digit AWS account id in quotes, got "222222222222.dkr.ecr.cn-north-1.amazonaws.com.cn"; copy it from the AWS console and quote it, "012345678901": YAML drops leading zeros otherwise',
    ],
  ]);

  it("has a policy that can be read in a preview", async () => {
    const preview = await assertSameInPreview(nodes());
    assert.equal(statementsOf(preview.one(POLICY).inputs["policy"]).length, 2);
  });
});
