import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import type { CloudResource } from "../../cli/emulation/core/resource";
import { Checkpoint } from "../support/engine/checkpoint";
import { type Operation, run } from "../support/engine/steps";
import { requireCli, type World } from "../support/engine/world";

const DATABASE = "aws:rds/instance:Instance";
const PARAMETERS = "aws:rds/parameterGroup:ParameterGroup";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const NODES = "aws:eks/nodeGroup:NodeGroup";
const CLUSTER = "aws:eks/cluster:Cluster";
const GATEWAY = "aws:ec2/natGateway:NatGateway";
const ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";

/** Settings by path in the section of a workload: `database.engineVersion`. */
type Settings = Readonly<Record<string, unknown>>;

// workload-backup F1, F5, F8, F12, public-reports B15, rig 1
describe("Settings of a deployed workload that change, under the real engine", function () {
  this.timeout(300_000);
  let checkpoint: Checkpoint;
  let world: World;

  before(async function () {
    requireCli(this);
    checkpoint = await Checkpoint.find();
  });

  beforeEach(async () => {
    world = await checkpoint.company();
  });

  afterEach(() => world.stop());

  async function operate(stack: string, kind: "preview" | "refresh" | "up"): Promise<Operation> {
    return run(world, await world.stack(stack), kind, { policyPacks: [] });
  }

  /** Writes settings into the file of a stack, and deploys it. */
  async function change(stack: string, settings: Settings): Promise<Operation> {
    const path = join(world.project, `Pulumi.${stack}.yaml`);
    const document = yaml.parseDocument(readFileSync(path, "utf8"));
    for (const [key, value] of Object.entries(settings)) {
      document.setIn(["config", "platform:workload", ...key.split(".")], value);
    }
    writeFileSync(path, String(document));
    return operate(stack, "up");
  }

  /** Deploys settings, which AWS accepts, and finds nothing left to do. */
  async function changes(stack: string, settings: Settings): Promise<readonly string[]> {
    const up = await change(stack, settings);
    assert.equal(up.failure, undefined, up.output);
    const again = await operate(stack, "preview");
    assert.deepEqual(again.changes, []);
    return up.changes;
  }

  function inStack(stack: string, type: string): readonly CloudResource[] {
    return world.cloud.all(type).filter(({ urn }) => urn.startsWith(`urn:pulumi:${stack}::`));
  }

  function one(stack: string, type: string): CloudResource {
    const [only, ...others] = inStack(stack, type);
    assert.ok(only, `${stack} has no ${type}`);
    assert.deepEqual(others, []);
    return only;
  }

  function deletes({ type, id, site }: CloudResource): void {
    world.cloud.delete(type, id, site);
  }

  it("upgrade PostgreSQL in its window, and keep the old parameters until then", async () => {
    const old = one("sandbox", PARAMETERS);
    assert.deepEqual(await changes("sandbox", { "database.engineVersion": "18" }), [
      `create ${PARAMETERS} workload-database-postgres18`,
      `delete ${PARAMETERS} workload-database-postgres17`,
      `update ${DATABASE} workload-database`,
    ]);
    const { inputs } = one("sandbox", DATABASE);
    assert.deepEqual([inputs["engineVersion"], inputs["applyImmediately"]], ["18", false]);
    assert.throws(() => {
      deletes(old);
    }, /still members of this parameter group/);
    // The person who cannot wait: nothing else changes, and the old parameters are free.
    assert.deepEqual(await changes("sandbox", { "database.changes": "now" }), [
      `update ${DATABASE} workload-database`,
    ]);
    deletes(old);
  });

  it("upgrade PostgreSQL at once, and never take it back", async () => {
    await changes("sandbox", { "database.engineVersion": "18", "database.changes": "now" });
    const back = await change("sandbox", { "database.engineVersion": "17" });
    assert.match(back.output, /database\.engineVersion: must not be below 18, which runs now/);
    assert.notEqual(back.failure, undefined);
  });

  it("raise the number of nodes with the minimum, and then within it and the maximum", async () => {
    const update = [`update ${NODES} workload-flightdeck`];
    assert.deepEqual(await changes("prod", { "cluster.nodes": { minimum: 6 } }), update);
    assert.deepEqual(one("prod", NODES).inputs["scalingConfig"], {
      minSize: 6,
      maxSize: 10,
      desiredSize: 6,
    });
    assert.deepEqual(await changes("prod", { "cluster.nodes.desired": 8 }), update);
    assert.deepEqual(await changes("prod", { "cluster.nodes.maximum": 12 }), update);
    assert.deepEqual(one("prod", NODES).inputs["scalingConfig"], {
      minSize: 6,
      maxSize: 12,
      desiredSize: 8,
    });
  });

  /** Number of zones that some subnets are in. */
  function zonesOf(subnets: unknown): number {
    const zones = (subnets as string[]).map(
      (subnet) => world.cloud.ownerOf(subnet)?.inputs["availabilityZone"],
    );
    return new Set(zones).size;
  }

  it("add a third zone: to everything but the control plane, with new nodes before the old ones go", async () => {
    const plane = one("sandbox", CLUSTER);
    const attachment = one("sandbox", ATTACHMENT);
    assert.equal(zonesOf(attachment.inputs["subnetIds"]), 2);
    const [old] = inStack("sandbox", NODES);
    let together = false;
    world.cloud.onCreated = ({ type }) => {
      together ||= type === NODES && inStack("sandbox", NODES).some(({ id }) => id === old?.id);
    };
    const found = await changes("sandbox", { availabilityZones: 3 });
    assert.deepEqual(
      found.filter((step) => /replace|^delete/.test(step)),
      ["create-replacement", "delete-replaced", "replace"].map(
        (step) => `${step} ${NODES} workload-flightdeck`,
      ),
    );
    assert.ok(together, "the old nodes went first");
    assert.deepEqual(one("sandbox", CLUSTER), plane);
    assert.equal(zonesOf(one("sandbox", NODES).inputs["subnetIds"]), 3);
    for (const type of [
      "aws:rds/subnetGroup:SubnetGroup",
      "aws:elasticache/subnetGroup:SubnetGroup",
    ]) {
      assert.equal(zonesOf(one("sandbox", type).inputs["subnetIds"]), 3, type);
    }
    const attached = one("sandbox", ATTACHMENT);
    assert.equal(attached.id, attachment.id, "the hub has lost the network for a while");
    assert.equal(zonesOf(attached.inputs["subnetIds"]), 3);
    assert.equal(inStack("sandbox", GATEWAY).length, 1);
    await changes("sandbox", { natGateways: "zone" });
    const gateways = inStack("sandbox", GATEWAY).map(({ inputs }) => inputs["subnetId"]);
    assert.deepEqual([gateways.length, zonesOf(gateways)], [3, 3]);
  });

  it("move all windows with the backup", async () => {
    const schedule = "cron(30 20 * * ? *)";
    const moved = await changes("prod", {
      "backup.schedule": schedule,
      maintenanceDay: "saturday",
    });
    assert.deepEqual(moved, [
      "update aws:backup/plan:Plan workload-backup",
      `update ${CACHE} workload-cache`,
      `update ${DATABASE} workload-database`,
    ]);
    const [database, cache] = [one("prod", DATABASE).inputs, one("prod", CACHE).inputs];
    assert.deepEqual(
      [database["backupWindow"], cache["snapshotWindow"]],
      ["18:30-19:30", "18:30-19:30"],
    );
    assert.deepEqual(
      [database["maintenanceWindow"], cache["maintenanceWindow"]],
      ["sat:23:30-sun:00:30", "sat:23:30-sun:00:30"],
    );
  });

  it("raise the version of the cache in place", async () => {
    assert.deepEqual(await changes("sandbox", { "cache.engineVersion": "8.1" }), [
      `update ${CACHE} workload-cache`,
    ]);
  });

  it("replace nothing after AWS has raised what it raises without a deployment", async () => {
    const runs = (type: string): unknown => one("sandbox", type).outputs["engineVersionActual"];
    const before = [runs(DATABASE), runs(CACHE)];
    for (const resource of [...inStack("sandbox", DATABASE), ...inStack("sandbox", CACHE)]) {
      raise(world, resource);
    }
    assert.notDeepEqual([runs(DATABASE), runs(CACHE)], before);
    const refresh = await operate("sandbox", "refresh");
    assert.equal(refresh.failure, undefined);
    assert.deepEqual(await changes("sandbox", {}), []);
  });
});

/**
 * Raises a data store as AWS does without a deployment: a patch of a cache or a minor version of PostgreSQL, and a minor
 * version of a cache that takes part in such upgrades.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html
 */
function raise({ cloud }: World, { id, ...resource }: CloudResource): void {
  const { type, inputs } = resource;
  const [major, minor] = String(inputs["engineVersion"]).split(".").map(Number);
  const raised = type === CACHE && inputs["autoMinorVersionUpgrade"] !== false;
  const engineVersion = raised ? `${major}.${Number(minor) + 1}` : inputs["engineVersion"];
  cloud.update({ ...resource, inputs: { ...inputs, engineVersion } }, id);
}
