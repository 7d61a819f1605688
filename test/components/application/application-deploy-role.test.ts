import assert from "node:assert/strict";
import {
  ApplicationDeployRole,
  type ApplicationDeployRoleArgs,
} from "../../../components/application/application-deploy-role";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { itRejects } from "../../support/plan/rejections";
import { statementsOf } from "../../support/plan/statements";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const delivery = "arn:aws-us-gov:iam::222222222222:role/ci";
const cluster = "arn:aws-us-gov:eks:us-gov-west-1:111111111111:cluster/orders";

/** The deploy role of orders in GovCloud, with other arguments as a test gives them. */
function orders(args: Partial<ApplicationDeployRoleArgs> = {}): ComponentProgram {
  return ({ opts }) => {
    const role = new ApplicationDeployRole(
      "orders",
      {
        partition: "aws-us-gov",
        operationsAccountId: "222222222222",
        deliveryRoleArns: [delivery],
        clusterArn: cluster,
        ...args,
      },
      opts,
    );
    return { arn: role.arn };
  };
}

describe("ApplicationDeployRole", () => {
  it("trusts the operations account of its partition, narrowed to every role that is given [A4]", async () => {
    const approved = "arn:aws-us-gov:iam::222222222222:role/approved";
    const plan = await planComponent(orders({ deliveryRoleArns: [delivery, approved] }));
    assert.deepEqual(plan.errors, []);
    assert.deepEqual(statementsOf(plan.one(ROLE).inputs["assumeRolePolicy"]), [
      {
        Effect: "Allow",
        Principal: { AWS: ["arn:aws-us-gov:iam::222222222222:root"] },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: { ArnLike: { "aws:PrincipalArn": [delivery, approved] } },
      },
    ]);
  });

  it("may describe the one cluster and nothing else of AWS [A4, B12]", async () => {
    const plan = await planComponent(orders());
    const statements = statementsOf(plan.one(POLICY).inputs["policy"]);
    assert.deepEqual(
      statements.map(({ Action, Resource }) => [Action, Resource]),
      [["eks:DescribeCluster", cluster]],
    );
    assert.match(String(plan.outputs["arn"]), /:role\/platform-application-deploy$/);
  });

  itRejects<Partial<ApplicationDeployRoleArgs>>(orders, [
    [
      "a list without a role, which no principal could assume",
      { deliveryRoleArns: [] },
      "deliveryRoleArns: must have at least 1 entry, got 0; add the hub role of delivery",
    ],
    [
      "the session of a role instead of the role",
      { deliveryRoleArns: [delivery, "arn:aws:sts::222222222222:assumed-role/ci/run"] },
      'deliveryRoleArns[1]: must be the ARN of an IAM role, got "arn:aws:sts::222222222222:assumed-role/ci/run"; write it like arn:aws:iam::111111111111:role/deployer',
    ],
    [
      "every cluster of an account",
      { clusterArn: "arn:aws:eks:eu-west-1:111111111111:cluster/*" },
      'clusterArn: must be the ARN of one EKS cluster, got "arn:aws:eks:eu-west-1:111111111111:cluster/*"; write it like arn:aws:eks:eu-west-1:111111111111:cluster/orders',
    ],
    [
      "an account id that lost its leading zero",
      { operationsAccountId: "12345678901" },
      'operationsAccountId: must be a 12-digit AWS account id in quotes, got "12345678901"; copy it from the AWS console and quote it, "012345678901": YAML drops leading zeros otherwise',
    ],
  ]);

  it("has a trust that can be read in a preview [A4]", async () => {
    const preview = await assertSameInPreview(orders());
    assert.equal(statementsOf(preview.one(ROLE).inputs["assumeRolePolicy"]).length, 1);
  });
});
