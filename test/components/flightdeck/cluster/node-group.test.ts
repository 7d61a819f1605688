import assert from "node:assert/strict";
import {
  commonProcessor,
  NodeGroup,
  type NodeGroupArgs,
} from "../../../../components/flightdeck/cluster/node-group";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../../support/plan/component";
import { itRejects } from "../../../support/plan/rejections";
import { imageReleaseOf, versionMatrix } from "../../../../components/shared/version-matrix";

const GROUP = "aws:eks/nodeGroup:NodeGroup";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

/** The nodes of orders, with other arguments as a test gives them. */
function orders(args: Partial<NodeGroupArgs> = {}): ComponentProgram {
  return ({ opts, computed }) =>
    new NodeGroup(
      "orders",
      {
        clusterName: "orders",
        kubernetesVersion: "1.35",
        roleArn: computed("arn:aws:iam::111111111111:role/nodes"),
        subnetIds: computed(["subnet-1", "subnet-2"]),
        instanceTypes: ["m7i.large", "m7a.large"],
        minimum: 1,
        maximum: 1,
        diskSize: 20,
        tags: { Team: "orders" },
        after: [],
        ...args,
      },
      opts,
    );
}

describe("NodeGroup", () => {
  it("takes the image of its types' processor, and starts with the minimum [B2]", async () => {
    const plan = await planComponent(orders({ minimum: 2, maximum: 5 }));
    assert.deepEqual(plan.errors, []);
    const { inputs, options } = plan.one(GROUP);
    assert.equal(inputs["amiType"], "AL2023_x86_64_STANDARD");
    assert.deepEqual(inputs["instanceTypes"], ["m7i.large", "m7a.large"]);
    assert.deepEqual(inputs["scalingConfig"], { minSize: 2, maxSize: 5, desiredSize: 2 });
    assert.equal(options.ignoreChanges, undefined, "EKS checks the numbers that it is sent");
  });

  // workload-backup F1
  it("has the number of nodes that is desired", async () => {
    const { inputs } = (await planComponent(orders({ minimum: 2, desired: 4, maximum: 5 }))).one(
      GROUP,
    );
    assert.deepEqual(inputs["scalingConfig"], { minSize: 2, maxSize: 5, desiredSize: 4 });
  });

  it("tags instances and volumes, and encrypts the disk of the size that is given [B10]", async () => {
    const { inputs } = (await planComponent(orders({ diskSize: 80 }))).one(TEMPLATE);
    assert.deepEqual(
      inputs["tagSpecifications"],
      ["instance", "volume"].map((resourceType) => ({ resourceType, tags: { Team: "orders" } })),
    );
    const [disk] = inputs["blockDeviceMappings"] as [{ ebs: Record<string, unknown> }];
    assert.deepEqual([disk.ebs["volumeSize"], disk.ebs["encrypted"]], [80, "true"]);
  });

  it("demands metadata version 2, without a hop to pods [B10]", async () => {
    const { inputs } = (await planComponent(orders())).one(TEMPLATE);
    assert.deepEqual(inputs["metadataOptions"], {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
  });

  // workload-backup F6
  it("runs the image that the matrix pins for the Kubernetes version and the processor", async () => {
    for (const kubernetesVersion of Object.keys(versionMatrix.kubernetes.minors)) {
      for (const [type, processor] of [
        ["m7g.large", "arm64"],
        ["m7i.large", "x86_64"],
      ] as const) {
        const plan = await planComponent(orders({ kubernetesVersion, instanceTypes: [type] }));
        const release = imageReleaseOf(kubernetesVersion, processor);
        assert.equal(plan.one(GROUP).inputs["releaseVersion"], release);
        const own = `${kubernetesVersion}.`;
        assert.ok((release ?? own).startsWith(own), "of the same minor");
      }
    }
    const { inputs } = (await planComponent(orders({ kubernetesVersion: "1.99" }))).one(GROUP);
    assert.equal("releaseVersion" in inputs, false, "no pin, no release");
  });

  itRejects<Partial<NodeGroupArgs>>(orders, [
    [
      "types of two architectures",
      { instanceTypes: ["m7g.large", "m7i.large"] },
      "instanceTypes: must be of one processor architecture, got m7g.large, m7i.large; use types of one family",
    ],
    [
      "a list without a type",
      { instanceTypes: [] },
      "instanceTypes: must have 1 to 20 entries, got 0; list types such as m7g.large; EKS takes no more for one group",
    ],
    [
      "a maximum below the minimum",
      { minimum: 3, maximum: 2 },
      "maximum: must be a whole number from 3 to 450, got 2; the minimum is the least, and EKS allows no more nodes in one group",
    ],
    [
      "fewer nodes than the minimum",
      { minimum: 2, desired: 1, maximum: 4 },
      "desired: must be a whole number from 2 to 4, got 1; choose a number from minimum to maximum: EKS refuses any other",
    ],
    [
      "more nodes than the maximum",
      { minimum: 2, desired: 5, maximum: 4 },
      "desired: must be a whole number from 2 to 4, got 5; choose a number from minimum to maximum: EKS refuses any other",
    ],
    [
      "no node at all",
      { minimum: 0 },
      "minimum: must be a whole number of at least 1, got 0; add-ons need a node to run on",
    ],
    [
      "a disk that images do not fit on",
      { diskSize: 8 },
      "diskSize: must be a whole number of gibibytes from 20 to 65536, got 8; EKS gives Linux nodes 20 by default: images do not fit on less",
    ],
  ]);

  it("has the same resources in a preview, where the template has no version yet", async () => {
    await assertSameInPreview(orders());
  });
});

describe("The processor of a group's instance types", () => {
  const cases: [string[], string][] = [
    [["m7g.large"], "arm64"],
    [["t4g.medium", "m6gd.large"], "arm64"],
    [["a1.large"], "arm64"],
    [["m6i.large", "m5.large"], "x86_64"],
    [["g4dn.xlarge"], "x86_64"],
    [["g5g.xlarge"], "arm64"],
  ];
  for (const [types, processor] of cases) {
    it(`is ${processor} for ${types.join(" and ")}`, () => {
      assert.equal(commonProcessor(types), processor);
    });
  }

  it("is none for types of two", () => {
    assert.throws(() => commonProcessor(["m7g.large", "m7i.large"]), /one processor architecture/);
  });
});
