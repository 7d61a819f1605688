import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { versionMatrix } from "../../components/shared/version-matrix";
import { Checkpoint } from "../support/engine/checkpoint";
import { type Operation, run } from "../support/engine/steps";
import { requireCli, type World } from "../support/engine/world";

const STACK = "sandbox";
const ADD_ON = "aws:eks/addon:Addon";

/** Add-ons that the second of two minors pins, at another version than the first. */
function changedAddOns(from: string, to: string): string[] {
  const [old, next] = [from, to].map((minor) => versionMatrix.kubernetes.minors[minor]?.addOns);
  assert.ok(old && next);
  return Object.entries(next).flatMap(([name, pin]) =>
    // A pin that ends keeps its version in AWS, and is no change of the provider's.
    pin !== null && pin.version !== old[name as keyof typeof old]?.version ? [name] : [],
  );
}

// workload-backup F6
describe("An upgrade of every version that a setting names, under the real engine", function () {
  this.timeout(600_000);
  let checkpoint: Checkpoint | undefined;
  let world: World;

  before(async function () {
    requireCli(this);
    checkpoint = await Checkpoint.find();
    world = await checkpoint.before(STACK);
  });

  after(() => checkpoint?.stop());

  /** Deploys the stack with versions of Kubernetes, PostgreSQL and Valkey. */
  async function deploy(kubernetes: string, postgres: string, valkey: string): Promise<Operation> {
    const path = join(world.project, `Pulumi.${STACK}.yaml`);
    const document = yaml.parseDocument(readFileSync(path, "utf8"));
    const section = ["config", "platform:workload"];
    document.setIn([...section, "cluster", "version"], kubernetes);
    document.setIn([...section, "database", "engineVersion"], postgres);
    document.setIn([...section, "cache", "engineVersion"], valkey);
    writeFileSync(path, String(document));
    const up = await run(world, await world.stack(STACK), "up", { policyPacks: [] });
    assert.equal(up.failure, undefined, up.output);
    return up;
  }

  const versionsOf = (type: string, input: string): Record<string, unknown> =>
    Object.fromEntries(
      world.cloud
        .all(type)
        .filter(({ urn }) => urn.startsWith(`urn:pulumi:${STACK}::`))
        .map(({ inputs }) => [
          typeof inputs["addonName"] === "string" ? inputs["addonName"] : type,
          inputs[input],
        ]),
    );

  it("updates the cluster, its add-ons, its nodes, database and cache in place, and nothing else", async () => {
    await deploy("1.35", "17", "8.0");
    const { changes } = await deploy("1.36", "18", "8.1");
    const addOns = changes.filter((change) => change.startsWith(`update ${ADD_ON} `));
    assert.deepEqual(
      addOns.map((change) => /-(?:node|workload)-([a-z-]+)$/.exec(change)?.[1]).sort(),
      changedAddOns("1.35", "1.36").sort(),
    );
    assert.deepEqual(
      changes.filter((change) => !addOns.includes(change)),
      [
        "create aws:rds/parameterGroup:ParameterGroup workload-database-postgres18",
        // It leaves the state alone: the database needs it until its maintenance window.
        "delete aws:rds/parameterGroup:ParameterGroup workload-database-postgres17",
        "update aws:eks/cluster:Cluster workload-flightdeck-eksCluster",
        "update aws:eks/nodeGroup:NodeGroup workload-flightdeck",
        "update aws:elasticache/replicationGroup:ReplicationGroup workload-cache",
        "update aws:rds/instance:Instance workload-database",
      ],
    );
    const { addOns: pins, images } =
      versionMatrix.kubernetes.minors["1.36"] ?? assert.fail("the matrix has no 1.36");
    for (const [name, version] of Object.entries(versionsOf(ADD_ON, "addonVersion"))) {
      assert.equal(version, pins[name as keyof typeof pins]?.version, name);
    }
    const nodes = versionsOf("aws:eks/nodeGroup:NodeGroup", "releaseVersion");
    assert.deepEqual(Object.values(nodes), [images.arm64?.version]);
    const again = await run(world, await world.stack(STACK), "preview", { policyPacks: [] });
    assert.deepEqual(again.changes, []);
  });
});
