import assert from "node:assert/strict";
import { Cache, type CacheArgs } from "../../../components/data/cache";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { itRejects } from "../../support/plan/rejections";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const USER = "aws:elasticache/user:User";
const USERS = "aws:elasticache/userGroup:UserGroup";

/** The cache of orders, with other arguments as a test gives them. */
function orders(args: Partial<CacheArgs> = {}): ComponentProgram {
  return ({ place, opts, computed }) => {
    const cache = new Cache(
      "orders",
      {
        groupId: "orders",
        engineVersion: "7.2",
        nodeType: "cache.t4g.small",
        replicas: 2,
        place,
        windows: { backup: "00:00-01:00", maintenance: "sun:05:00-sun:06:00" },
        subnetIds: computed(["subnet-1", "subnet-2"]),
        securityGroupId: computed("sg-1"),
        ...args,
      },
      opts,
    );
    return { userArn: cache.userArn };
  };
}

describe("Cache", () => {
  it("counts the primary in addition to the replicas, and fails over among them [r2.15]", async () => {
    const { inputs } = (await planComponent(orders())).one(GROUP);
    assert.equal(inputs["numCacheClusters"], 3);
    assert.deepEqual([inputs["automaticFailoverEnabled"], inputs["multiAzEnabled"]], [true, true]);
    assert.equal(inputs["engineVersion"], "7.2");
  });

  it("admits one user, who signs in by IAM under its own id, and encrypts both ways [r2.15]", async () => {
    const plan = await planComponent(orders());
    assert.deepEqual(plan.errors, []);
    const { userId, userName, authenticationMode } = plan.one(USER).inputs;
    assert.deepEqual([userId, userName], ["orders-app", "orders-app"]);
    assert.deepEqual(authenticationMode, { type: "iam" });
    assert.deepEqual(plan.one(USERS).inputs["userIds"], ["orders-app"]);
    const { inputs } = plan.one(GROUP);
    assert.deepEqual(inputs["userGroupIds"], ["orders"]);
    assert.deepEqual(
      [inputs["atRestEncryptionEnabled"], inputs["transitEncryptionMode"]],
      [true, "required"],
    );
    assert.match(String(plan.outputs["userArn"]), /^arn:aws:elasticache:eu-west-1:1{12}:user/);
  });

  // workload-backup F8, F12
  it("is raised to another version only by its argument, and has the windows of its arguments", async () => {
    const windows = { backup: "10:00-11:00", maintenance: "fri:23:30-sat:00:30" };
    const { inputs } = (await planComponent(orders({ windows }))).one(GROUP);
    assert.equal(inputs["autoMinorVersionUpgrade"], false);
    assert.equal(inputs["snapshotWindow"], "10:00-11:00");
    assert.equal(inputs["maintenanceWindow"], "fri:23:30-sat:00:30");
  });

  it("keeps the cache and its key when the program is destroyed", async () => {
    const plan = await planComponent(orders());
    assert.equal(plan.one(GROUP).options.protect, true);
    assert.equal(plan.one("aws:kms/key:Key").options.protect, true);
  });

  it("accepts the longest id whose user's name AWS takes", async () => {
    const plan = await planComponent(orders({ groupId: "x".repeat(36) }));
    assert.deepEqual(plan.errors, []);
    assert.equal(String(plan.one(USER).inputs["userName"]).length, 40);
  });

  itRejects<Partial<CacheArgs>>(orders, [
    [
      "an id whose user's name would be too long",
      { groupId: "x".repeat(37) },
      `groupId: must be 1 to 36 lower-case letters, digits and single hyphens, a letter first, got "${"x".repeat(37)}"; choose a shorter or plainer id`,
    ],
    [
      "a cache without a replica",
      { replicas: 0 },
      "replicas: must be a whole number from 1 to 5, got 0; failover needs one, and AWS allows five",
    ],
    [
      "an instance type of EC2",
      { nodeType: "m7g.large" },
      'nodeType: must be a node type of ElastiCache, got "m7g.large"; write it like cache.m7g.large',
    ],
  ]);

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(orders({ replicas: 1 }));
  });
});
