import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { Checkpoint, stackNames } from "../support/engine/checkpoint";
import { Runner } from "../support/engine/runner";
import type { Operation } from "../support/engine/steps";
import { requireCli, type World } from "../support/engine/world";
import { sampled } from "../support/sweep";
import {
  type Credentials,
  credentialsOf,
  makesRole,
  outOfOrder,
  pairs,
  unordered,
  withoutRights,
} from "../support/cases/deletion-order";
import { prepareDestruction, stackOf } from "./destruction/preparation";
import { storedState } from "./faults/contents";
import type { StateResource } from "./parity";

/** Stacks that are destroyed, the last wave first. */
const destroyed = sampled(stackNames().flat().toReversed(), ["prod"]);

const ROLE = "platform-deployment";

// rig 2, workload-backup F16, public-reports B17
for (const credentials of ["bootstrap", "deployment"] as const) {
  describe(`The destruction of stacks with ${credentials} credentials, in the engine's own order`, function () {
    this.timeout(1_800_000);
    const runner = new Runner();
    let world: World;
    const operations = new Map<string, Operation>();
    const states = new Map<string, readonly StateResource[]>();

    before(async function () {
      requireCli(this);
      world = await (await Checkpoint.find()).company();
      if (credentials === "deployment") {
        await moveToDeployment();
      }
    });

    after(async () => {
      runner.stop();
      await (world as World | undefined)?.stop();
    });

    /** The step of docs/getting-started.md after the first deployment, for every account. */
    async function moveToDeployment(): Promise<void> {
      const file = join(world.project, "Pulumi.yaml");
      const document = yaml.parseDocument(readFileSync(file, "utf8"));
      document.setIn(["config", "organization", "default", "credentials"], "deployment");
      writeFileSync(file, String(document));
      for (const stack of destroyed.toReversed()) {
        await runner.converge(world, stack);
      }
    }

    for (const stack of destroyed) {
      it(`deletes ${stack} to the end`, async () => {
        states.set(stack, storedState(world, stack).resources ?? []);
        await prepareDestruction(world, stack);
        const operation = await runner.run(world, stack, "destroy");
        operations.set(stack, operation);
        assert.equal(operation.failure, undefined, operation.diagnostics.join("\n"));
        assert.ok(operation.deletions.length > 20, "the engine reported fewer deletions");
      });

      it(`deletes nothing of ${stack} by a role that has lost a permission`, () => {
        const providers = credentialsIn(states.get(stack) ?? []);
        const roles = [...providers.values()].map(({ role }) => role);
        assert.equal(roles.includes(ROLE), credentials === "deployment", roles.join());
        assert.deepEqual(withoutRights(operations.get(stack)?.deletions ?? [], providers), []);
      });
    }

    for (const stack of destroyed.filter((name) => name === "prod" || name === "sandbox")) {
      for (const pair of pairs) {
        it(`deletes in ${stack} ${pair.title}`, () => {
          const { deletions = [] } = operations.get(stack) ?? {};
          assert.ok(deletions.some(pair.served), "nothing is served");
          assert.ok(deletions.some(pair.server), "nothing serves");
          assert.deepEqual(outOfOrder(deletions, pair), []);
          assert.deepEqual(unordered(states.get(stack) ?? [], pair), []);
        });
      }
    }

    it("leaves the role and its permissions in every account, for what is still to be deleted there", () => {
      const kept = world.cloud
        .all()
        .filter(({ urn }) => destroyed.includes(stackOf(urn)))
        .filter(({ type, inputs }) => makesRole({ account: "", role: ROLE }, type, inputs));
      // One stack of an account creates its roles.
      assert.equal(kept.length % 2, 0);
      assert.ok(kept.length >= 2, "nothing stayed");
    });
  });
}

/** Accounts and roles of a stack's AWS providers, by their URNs. */
function credentialsIn(state: readonly StateResource[]): Map<string, Credentials> {
  return new Map(
    state.flatMap(({ urn, type, inputs = {} }) => {
      const credentials = type === "pulumi:providers:aws" ? credentialsOf(inputs) : undefined;
      return credentials === undefined ? [] : [[urn, credentials] as const];
    }),
  );
}
