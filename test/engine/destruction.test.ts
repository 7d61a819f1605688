import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { Checkpoint, stackNames } from "../support/engine/checkpoint";
import { Runner } from "../support/engine/runner";
import type { Deletion, Operation } from "../support/engine/steps";
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

const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

describe("The rules of the order of deletions", () => {
  const provider = "urn:pulumi:prod::platform::pulumi:providers:aws::prod";
  const providers = new Map([[provider, { account: "111111111111", role: ROLE }]]);

  function deletion(
    type: string,
    [began, ended]: readonly [number, number],
    inputs: Deletion["inputs"] = {},
    retained = false,
  ): Deletion {
    const urn = `urn:pulumi:prod::platform::${type}::x`;
    return { urn, type, provider: `${provider}::1`, inputs, retained, began, ended };
  }

  it("find what a role deletes after, or while, it loses a permission", () => {
    const bucket = deletion("aws:s3/bucket:Bucket", [2, 3]);
    const late = [`aws:s3/bucket:Bucket x was deleted by a role that had lost ${ATTACHMENT} x`];
    for (const [times, retained, found] of [
      [[0, 1], false, late],
      [[2, 4], false, late],
      [[4, 5], false, []],
      [[0, 1], true, []],
    ] as const) {
      const grant = deletion(ATTACHMENT, times, { role: ROLE }, retained);
      assert.deepEqual(withoutRights([bucket, grant], providers), found, String(times));
    }
    const other = deletion(ATTACHMENT, [0, 1], { role: "other" });
    assert.deepEqual(withoutRights([bucket, other], providers), []);
  });

  it("find a role that deletes itself", () => {
    const role = deletion("aws:iam/role:Role", [0, 1], { name: ROLE });
    assert.equal(withoutRights([role], providers).length, 1);
  });

  it("find a namespace that is deleted beside or after its controller, and states that leave this open", () => {
    const [pair] = pairs;
    assert.ok(pair);
    const release = deletion("kubernetes:helm.sh/v3:Release", [2, 3]);
    const namespace = (began: number, ended: number): Deletion =>
      deletion("kubernetes:core/v1:Namespace", [began, ended]);
    assert.equal(outOfOrder([release, namespace(4, 5)], pair).length, 1);
    assert.equal(outOfOrder([namespace(1, 4), release], pair).length, 1);
    assert.deepEqual(outOfOrder([namespace(0, 1), release], pair), []);
    const state = (dependencies: readonly string[]): StateResource[] => [
      { ...release, custom: true, inputs: {}, secretInputs: [] },
      { ...namespace(0, 1), custom: true, inputs: {}, secretInputs: [], dependencies },
    ];
    assert.equal(unordered(state([]), pair).length, 1);
    assert.deepEqual(unordered(state([release.urn]), pair), []);
  });
});

// rig 2, workload-backup F16, public-reports B17
for (const credentials of ["bootstrap", "deployment"] as const) {
  describe(`The destruction of stacks with ${credentials} credentials, in the engine's own order`, function () {
    this.timeout(1_800_000);
    let runner: Runner;
    let world: World;
    const operations = new Map<string, Operation>();
    const states = new Map<string, readonly StateResource[]>();

    before(async function () {
      requireCli(this);
      runner = new Runner();
      world = await (await Checkpoint.find()).company();
      if (credentials === "deployment") {
        await moveToDeployment();
      }
    });

    after(async () => {
      (runner as Runner | undefined)?.stop();
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
