import assert from "node:assert/strict";
import { Checkpoint } from "../support/engine/checkpoint";
import { run } from "../support/engine/steps";
import { company, requireCli, type World } from "../support/engine/world";

const ROLE = "aws:iam/serviceLinkedRole:ServiceLinkedRole";

// organization-evidence 18
describe("A service-linked role that somebody else has created, under the real engine", function () {
  this.timeout(600_000);
  let world: World;

  before(async function () {
    requireCli(this);
    const checkpoint = await Checkpoint.find();
    world = await (await checkpoint.before("audit")).fork();
    await checkpoint.stop();
  });

  after(() => (world as World | undefined)?.stop());

  /** Creates a role as a service does, outside of the program. */
  function exists(account: string, awsServiceName: string): void {
    world.cloud.seed({
      site: { account, region: "us-east-1" },
      urn: `by the service in ${account}`,
      type: ROLE,
      name: awsServiceName,
      inputs: { awsServiceName },
    });
  }

  it("is left to its owner, and what uses it is created", async () => {
    const { cloud } = world;
    const audit = cloud
      .all("aws:organizations/account:Account")
      .find(({ inputs }) => inputs["name"] === "audit")?.id;
    assert.ok(audit !== undefined);
    exists(audit, "config.amazonaws.com");
    exists(company.managementAccount, "guardduty.amazonaws.com");
    const before = cloud.all(ROLE).length;
    const stack = await world.stack("audit");
    const first = await run(world, stack, "up");
    assert.equal(first.failure, undefined, first.output);
    assert.equal(cloud.all(ROLE).length, before, "no role is created");
    const recorder = cloud
      .all("aws:cfg/recorder:Recorder")
      .find(({ site }) => site.account === audit);
    assert.equal(
      recorder?.inputs["roleArn"],
      `arn:aws:iam::${audit}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
    );
    assert.deepEqual((await run(world, stack, "up")).changes, []);
  });
});
