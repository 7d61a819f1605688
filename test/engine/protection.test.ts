import assert from "node:assert/strict";
import { loadProject } from "../../cli/planner/project";
import { Checkpoint } from "../support/engine/checkpoint";
import { absentTypes, irreplaceable, madeAgain, unprotected } from "../support/cases/protection";
import { requireCli, type World } from "../support/engine/world";
import { storedState } from "./faults/contents";
import type { State, StateResource } from "./parity";

describe("What must never be lost by accident", function () {
  this.timeout(600_000);
  let world: World;
  const states = new Map<string, State>();

  before(async function () {
    requireCli(this);
    world = await (await Checkpoint.find()).company();
    for (const { stack } of loadProject(world.project).stacks) {
      states.set(stack, storedState(world, stack));
    }
  });

  after(() => (world as World | undefined)?.stop());

  for (const { stack } of loadProject(".").stacks) {
    it(`is protected, or kept in AWS, in the engine's state of ${stack}`, () => {
      const state = states.get(stack);
      assert.ok((state?.resources?.length ?? 0) > 20, "the stack has no state");
      assert.deepEqual(unprotected(state ?? {}), []);
    });
  }

  it("is listed only when a stack has it", () => {
    assert.deepEqual(absentTypes([...states.values()]), []);
  });

  it("includes what remote components make", () => {
    const { resources = [] } = states.get("prod") ?? {};
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const remote = /^(?:awsx|eks):/;
    const made = (type: string): StateResource[] =>
      resources.filter((resource) => {
        const parent = byUrn.get(resource.parent ?? "");
        return resource.type === type && remote.test(parent?.type ?? "");
      });
    assert.equal(made("aws:ec2/vpc:Vpc").length, 1);
    assert.equal(made("aws:eks/cluster:Cluster").length, 1);
  });

  it("is told one by one when an option is missing", () => {
    for (const { type, holds, named } of irreplaceable) {
      const name = `thing${named ?? ""}`;
      const urn = `urn:pulumi:test::platform::${type}::${name}`;
      const bare: StateResource = { urn, type, custom: true, secretInputs: [] };
      assert.equal(unprotected({ resources: [bare] }).length, holds.length, type);
      const held = { ...bare, protect: true, retainOnDelete: true };
      assert.deepEqual(unprotected({ resources: [held] }), [], type);
    }
  });

  it("has to be decided for every type that is new", () => {
    const type = "aws:dynamodb/table:Table";
    const resource = {
      urn: `urn:pulumi:test::platform::${type}::new`,
      type,
      custom: true,
      secretInputs: [],
    };
    assert.match(unprotected({ resources: [resource] }).join(), /nobody has decided/);
    const sure = irreplaceable.filter(({ named }) => named === undefined);
    assert.deepEqual(
      sure.filter((entry) => madeAgain.has(entry.type)),
      [],
    );
  });
});
