import assert from "node:assert/strict";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { Checkpoint } from "../support/engine/checkpoint";
import { exchange } from "../support/engine/edits";
import { Management } from "../support/engine/management";
import { requireCli, type World } from "../support/engine/world";

/** Steps of docs/runbooks/renaming.md, for the account `sandbox` with its stack, a group and an image. */
describe("A workload account, a group and an image with new names, under the real engine", function () {
  this.timeout(900_000);
  let world: World;
  let management: Management;

  before(async function () {
    requireCli(this);
    world = await (await Checkpoint.find()).company();
    management = new Management(world);
    management.rename(["accounts"], "sandbox", "playground");
    management.rename(["addressPlan", "spokes"], "sandbox", "playground");
    management.configure((organization) => {
      organization.setIn(["accounts", "playground", "formerly"], ["sandbox"]);
    });
    edit("network", (document) => {
      exchange(document, "sandbox", "playground");
    });
    edit("identity", (document) => {
      exchange(document, "sandbox", "playground");
      exchange(document, "developers", "builders");
      document.setIn([...settings("identity"), "groups"], {
        builders: { formerly: ["developers"] },
      });
    });
    edit("operations", (document) => {
      exchange(document, "web", "storefront");
      document.setIn([...settings("operations"), "renamedImages"], {
        storefront: { formerly: ["web"] },
      });
    });
  });

  after(() => (world as World | undefined)?.stop());

  const settings = (role: string): string[] => ["config", `platform:${role}`];

  function edit(stack: string, change: (document: yaml.Document) => void): void {
    const path = join(world.project, `Pulumi.${stack}.yaml`);
    const document = yaml.parseDocument(readFileSync(path, "utf8"));
    change(document);
    writeFileSync(path, String(document));
  }

  const changesNothing = (stack: string): void => {
    it(`changes nothing in AWS when ${stack} is deployed`, async () => {
      const before = management.contents();
      const { changes } = await management.runs("up", stack);
      assert.deepEqual(
        changes.filter((change) => /^(?:create|replace|delete|import)/.test(change)),
        [],
      );
      assert.deepEqual(management.contents(), before);
      assert.deepEqual((await management.runs("preview", stack)).changes, []);
    });
  };

  ["management", "identity", "network", "operations"].forEach(changesNothing);

  it("is refused while the file has its new name and the stack has not: it would create everything a second time", async () => {
    const file = (stack: string): string => join(world.project, `Pulumi.${stack}.yaml`);
    renameSync(file("sandbox"), file("playground"));
    await refuses(
      "playground",
      /Pulumi\.playground\.yaml: must belong to the renamed stack sandbox, .*run pulumi stack rm playground --force --yes --preserve-config, when that stack exists and has nothing in AWS, and pulumi stack rename playground -s sandbox/,
    );
    for (const words of [
      ["stack", "rm", "playground", "--force", "--yes", "--preserve-config"],
      ["stack", "rename", "playground", "-s", "sandbox"],
    ]) {
      const { status, output } = await world.pulumi(...words);
      assert.equal(status, 0, output);
    }
    assert.ok(existsSync(file("playground")));
  });

  changesNothing("playground");

  /** Asserts that a stack is refused, in a preview and in an `up`, and that AWS has what it had. */
  async function refuses(stack: string, text: RegExp): Promise<void> {
    const before = management.contents();
    for (const kind of ["preview", "up"] as const) {
      const { failure, output } = await management.run(kind, stack);
      assert.notEqual(failure, undefined, `${kind} of ${stack} was not refused`);
      assert.match(output, text);
      assert.deepEqual(management.contents(), before);
    }
  }

  it("is refused by the workload alone when formerly is removed", async () => {
    management.configure((organization) => {
      organization.deleteIn(["accounts", "playground", "formerly"]);
    });
    await refuses(
      "playground",
      /accounts\.playground\.formerly: must begin with "sandbox": .*, found nothing; write formerly: \["sandbox"\]/,
    );
  });

  it("is refused for an image whose formerly is removed", async () => {
    edit("operations", (document) => {
      document.deleteIn([...settings("operations"), "renamedImages"]);
    });
    await refuses("operations", /renamedImages\.storefront\.formerly: must begin with "web"/);
  });
});
