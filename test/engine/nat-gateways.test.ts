import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { Checkpoint } from "../support/engine/checkpoint";
import { Runner } from "../support/engine/runner";
import { requireCli, type World } from "../support/engine/world";

const GATEWAY = "aws:ec2/natGateway:NatGateway";

// rig 5
describe("The NAT gateways of a deployed workload, under the real engine", function () {
  this.timeout(600_000);
  let runner: Runner;
  let world: World;

  before(async function () {
    requireCli(this);
    runner = new Runner();
    world = await (await Checkpoint.find()).company();
  });

  after(async () => {
    (runner as Runner | undefined)?.stop();
    await (world as World | undefined)?.stop();
  });

  function setGateways(value: string): void {
    const file = join(world.project, "Pulumi.prod.yaml");
    const document = yaml.parseDocument(readFileSync(file, "utf8"));
    document.setIn(["config", "platform:workload", "natGateways"], value);
    writeFileSync(file, String(document));
  }

  function idsOf(type: string): string[] {
    return world.cloud
      .all(type)
      .filter(({ urn }) => urn.startsWith("urn:pulumi:prod::"))
      .map(({ id }) => id)
      .sort();
  }

  it("can be fewer and more again, and the network stays", async () => {
    const [gateways, addresses] = [idsOf(GATEWAY), idsOf("aws:ec2/eip:Eip")];
    const subnets = idsOf("aws:ec2/subnet:Subnet");
    assert.deepEqual([gateways.length, addresses.length], [3, 3]);
    setGateways("single");
    await runner.converge(world, "prod");
    assert.deepEqual(idsOf(GATEWAY).length, 1);
    assert.ok(gateways.includes(idsOf(GATEWAY)[0] ?? ""), "the first gateway stays");
    assert.ok(addresses.includes(idsOf("aws:ec2/eip:Eip")[0] ?? ""), "its address stays");
    await runner.assertNothingLeft(world, "prod");
    setGateways("zone");
    await runner.converge(world, "prod");
    assert.equal(idsOf(GATEWAY).length, 3);
    assert.deepEqual(idsOf("aws:ec2/subnet:Subnet"), subnets);
    await runner.assertNothingLeft(world, "prod");
  });
});
