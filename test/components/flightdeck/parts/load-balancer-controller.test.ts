import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import {
  LoadBalancerController,
  type LoadBalancerControllerArgs,
} from "../../../../components/flightdeck/parts/load-balancer-controller";
import { placeOf } from "../../../../components/shared/place";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../../support/plan/component";
import { bySid, statementsOf } from "../../../support/plan/statements";

const RELEASE = "kubernetes:helm.sh/v3:Release";
const ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

/** The controller of orders in China, with other arguments as a test gives them. */
function orders(args: Partial<LoadBalancerControllerArgs> = {}): ComponentProgram {
  return ({ opts, computed }) => {
    const [provider] = opts.providers;
    return new LoadBalancerController(
      "orders",
      {
        place: placeOf("cn-north-1", "111111111111"),
        clusterName: "orders",
        vpcId: computed("vpc-1"),
        kubernetesProvider: new kubernetes.Provider("orders", { kubeconfig: computed("{}") }),
        cluster: new aws.ec2.Eip("cluster", {}, { provider }),
        after: [new aws.ec2.Eip("nodes", {}, { provider })],
        ...args,
      },
      opts,
    );
  };
}

describe("LoadBalancerController", () => {
  it("registers pods in the ingress's target groups of its place and in no other [B12]", async () => {
    const plan = await planComponent(orders());
    assert.deepEqual(plan.errors, []);
    const { inputs } = plan.one("aws:iam/rolePolicy:RolePolicy");
    const { Resource } = bySid(statementsOf(inputs["policy"]), "RegisterPods");
    assert.equal(
      Resource,
      "arn:aws-cn:elasticloadbalancing:cn-north-1:111111111111:targetgroup/flightdeck-ingress-*/*",
    );
  });

  it("gives Region and network to the chart, whose pods reach no metadata service", async () => {
    const release = (await planComponent(orders())).one(RELEASE);
    const values = release.inputs["values"] as Record<string, unknown>;
    assert.deepEqual(
      [values["clusterName"], values["region"], values["vpcId"]],
      ["orders", "cn-north-1", "vpc-1"],
    );
    assert.match(release.providerUrn, /pulumi:providers:kubernetes::orders/);
  });

  it("installs the chart after its role, and after the nodes that its pods run on", async () => {
    const plan = await planComponent(orders());
    const { dependencies } = plan.one(RELEASE);
    assert.ok(dependencies.includes(plan.one(ASSOCIATION).urn), "pods start without their role");
    assert.ok(dependencies.includes(plan.one("aws:ec2/eip:Eip", "nodes").urn), "no node to run on");
  });

  it("rejects a cluster's ARN instead of its name, before any resource of its own is created", async () => {
    const plan = await planComponent(
      orders({ clusterName: "arn:aws-cn:eks:cn-north-1:111111111111:cluster/orders" }),
    );
    assert.deepEqual(plan.errors, [
      'clusterName: must be 1 to 100 letters, digits, "-" and "_", a letter or digit first, got "arn:aws-cn:eks:cn-north-1:111111111111:cluster/orders"; choose another name',
    ]);
    assert.deepEqual(plan.all(RELEASE), []);
  });

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(orders());
  });
});
