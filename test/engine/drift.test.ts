import assert from "node:assert/strict";
import { answered } from "../../cli/emulation/cloud/answers";
import type { CloudResource } from "../../cli/emulation/core/resource";
import { Checkpoint, stackNames } from "../support/engine/checkpoint";
import { Runner } from "../support/engine/runner";
import type { Kind, Operation } from "../support/engine/steps";
import { requireCli, type World } from "../support/engine/world";
import { sampled } from "../support/sweep";
import { type DriftRow, driftRows } from "./drift/rows";

/** Stacks that are tried in every run: rows of each outcome. */
const stacks = sampled(stackNames().flat(), ["sandbox"]);

const CLUSTER = "aws:eks/cluster:Cluster";

// workload-backup F9, F12
describe("AWS changes without a deployment", function () {
  this.timeout(600_000);
  let world: World;
  let runner: Runner;

  before(async function () {
    requireCli(this);
    world = await (await Checkpoint.find()).company();
    runner = new Runner();
  });

  after(async () => {
    (runner as Runner | undefined)?.stop();
    await (world as World | undefined)?.stop();
  });

  /** An operation that ends well, and neither replaces nor deletes. */
  async function run(stack: string, kind: Kind): Promise<Operation> {
    const operation = await runner.run(world, stack, kind);
    assert.equal(operation.failure, undefined, `${stack} ${kind}: ${operation.output}`);
    assert.deepEqual(
      operation.changes.filter((change) => /replace|delete/.test(change)),
      [],
      `${stack} ${kind}`,
    );
    return operation;
  }

  function resourceOf({ stack, type, name }: DriftRow): CloudResource {
    const found = world.cloud
      .all(type)
      .find(
        (resource) =>
          resource.urn.startsWith(`urn:pulumi:${stack}::`) &&
          (name === undefined || resource.name === name),
      );
    assert.ok(found, `${stack} has no ${type} ${name ?? ""}`);
    return found;
  }

  it("has rows of every stack, with both outcomes in those that every run tries", () => {
    assert.deepEqual(
      [...new Set(driftRows.map(({ stack }) => stack))].sort(),
      stackNames().flat().sort(),
    );
    const tried = driftRows.filter(({ stack }) => stacks.includes(stack));
    assert.deepEqual([...new Set(tried.map(({ outcome }) => outcome))].sort(), [
      "kept",
      "restored",
    ]);
  });

  for (const stack of stacks) {
    it(`leaves or restores in place what AWS changes in ${stack}`, async () => {
      const rows = driftRows.filter((row) => row.stack === stack);
      const before = new Map(rows.map((row) => [row, resourceOf(row)]));
      for (const row of rows) {
        const resource = resourceOf(row);
        world.cloud.drift(
          resource,
          row.inputs?.(answered(resource.type, resource.inputs)) ?? {},
          row.outputs?.(resource),
        );
      }
      const changed = new Map(rows.map((row) => [row, resourceOf(row)]));
      assert.deepEqual((await run(stack, "up")).changes, [], "the state does not know yet");
      await run(stack, "refresh");
      const { changes } = await run(stack, "up");
      const restored = rows.filter(({ outcome }) => outcome === "restored");
      assert.deepEqual(
        changes,
        restored.map((row) => `update ${row.type} ${resourceOf(row).name}`).sort(),
      );
      for (const row of rows) {
        const { inputs, outputs } = resourceOf(row);
        const expected = row.outcome === "restored" ? before.get(row) : changed.get(row);
        assert.deepEqual(inputs, expected?.inputs, row.what);
        if (row.outcome === "kept") {
          assert.deepEqual(outputs, expected?.outputs, row.what);
        }
      }
      assert.deepEqual((await run(stack, "preview")).changes, []);
    });
  }

  it("refuses to take back a cluster that AWS has raised at the end of its version's support, before anything changes", async () => {
    const cluster = world.cloud
      .all(CLUSTER)
      .find(({ urn }) => urn.startsWith("urn:pulumi:sandbox::"));
    assert.ok(cluster, "sandbox has no cluster");
    const [, minor] = String(cluster.inputs["version"]).split(".").map(Number);
    const raised = `1.${Number(minor) + 1}`;
    world.cloud.drift(cluster, { version: raised });
    const snapshot = world.cloud.snapshot();
    for (const kind of ["up", "refresh", "up"] as const) {
      const { failure, output, changes } = await runner.run(world, "sandbox", kind);
      assert.deepEqual(changes, []);
      if (kind === "up") {
        assert.notEqual(failure, undefined);
        assert.match(
          output.replaceAll(/\s+/g, " "),
          new RegExp(
            // A refresh has written the version into the state.
            `cluster.version must be at least ${raised}, which cluster acme-sandbox runs|cluster.version: must be ${raised}, which the cluster runs`,
          ),
        );
      }
    }
    assert.deepEqual(world.cloud.snapshot(), snapshot);
  });
});
