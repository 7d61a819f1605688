import assert from "node:assert/strict";
import {
  ControlPlane,
  type ControlPlaneArgs,
} from "../../../../components/flightdeck/cluster/control-plane";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../../support/plan/component";
import { itRejects } from "../../../support/plan/rejections";

const CLUSTER = "eks:index:Cluster";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";

/** The control plane of orders, with other arguments as a test gives them. */
function orders(args: Partial<ControlPlaneArgs> = {}): ComponentProgram {
  return ({ place, opts, computed }) => {
    const plane = new ControlPlane(
      "orders",
      {
        place,
        clusterName: "Orders_1",
        version: "1.35",
        vpcId: computed("vpc-1"),
        subnetIds: computed(["subnet-1", "subnet-2"]),
        publicAccessRanges: [],
        logRetentionDays: 7,
        deployerArn: "arn:aws:iam::111111111111:role/ci/deployer",
        ...args,
      },
      opts,
    );
    return { kubeconfig: plane.kubeconfig, securityGroupId: plane.securityGroupId };
  };
}

describe("ControlPlane", () => {
  it("is private without ranges, and open to the ranges that are given and no other [B10]", async () => {
    const closed = await planComponent(orders());
    assert.deepEqual(closed.errors, []);
    const { inputs } = closed.one(CLUSTER);
    assert.equal(inputs["endpointPublicAccess"], false);
    assert.equal(inputs["publicAccessCidrs"], undefined);
    const open = await planComponent(orders({ publicAccessRanges: ["198.51.100.0/24"] }));
    assert.equal(open.one(CLUSTER).inputs["endpointPublicAccess"], true);
    assert.deepEqual(open.one(CLUSTER).inputs["publicAccessCidrs"], ["198.51.100.0/24"]);
    for (const plan of [closed, open]) {
      assert.equal(plan.one(CLUSTER).inputs["endpointPrivateAccess"], true);
    }
  });

  it("keeps its logs for the days that are given, in a group created before the cluster [B10]", async () => {
    const plan = await planComponent(orders());
    const logs = plan.one(LOGS);
    assert.equal(logs.inputs["name"], "/aws/eks/Orders_1/cluster");
    assert.equal(logs.inputs["retentionInDays"], 7);
    assert.ok(plan.one(CLUSTER).dependencies.includes(logs.urn), "EKS would create the group");
    assert.deepEqual([logs.options.protect, logs.options.retainOnDelete], [true, true]);
  });

  it("encrypts secrets under a key of its own, and is protected", async () => {
    const plan = await planComponent(orders());
    const { inputs, options } = plan.one(CLUSTER);
    assert.match(String(inputs["encryptionConfigKeyArn"]), /:key\//);
    assert.equal(options.protect, true);
    assert.deepEqual(inputs["providerCredentialOpts"], {
      roleArn: "arn:aws:iam::111111111111:role/ci/deployer",
    });
  });

  itRejects<Partial<ControlPlaneArgs>>(orders, [
    [
      "a name that EKS refuses",
      { clusterName: "-orders" },
      'clusterName: must be 1 to 100 letters, digits, "-" and "_", a letter or digit first, got "-orders"; choose another name',
    ],
    [
      "a patch version",
      { version: "1.35.1" },
      'version: must be a minor version of Kubernetes, got "1.35.1"; write it in quotes, like 1.36',
    ],
    [
      "days that CloudWatch does not offer",
      { logRetentionDays: 100 },
      "logRetentionDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 100; CloudWatch accepts no other number of days",
    ],
    [
      "an address instead of a range",
      { publicAccessRanges: ["198.51.100.7"] },
      'publicAccessRanges[0]: must be an IPv4 range in CIDR notation that begins with its first address, got "198.51.100.7"; write it like 10.32.0.0/16',
    ],
    [
      "one subnet",
      { subnetIds: ["subnet-1"] },
      "subnetIds: must have at least 2 entries, got 1; EKS needs subnets in two zones",
    ],
  ]);

  it("has the same resources in a preview", async () => {
    const preview = await assertSameInPreview(orders());
    assert.equal(preview.all(CLUSTER).length, 1);
  });
});
