import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { loadProject } from "../../cli/planner/project";
import { repository } from "../support/plan/planned";
import { Checkpoint } from "../support/engine/checkpoint";
import { type Kind, type Operation, run } from "../support/engine/steps";
import { requireCli, type World } from "../support/engine/world";

const page = readFileSync(join(repository, "docs/runbooks/closing-an-account.md"), "utf8");

/** Account of the page. */
const ACCOUNT = "sandbox";
const TYPE = "aws:organizations/account:Account";
const organization = ["config", "organization", "default"];

/** The page's entry of the account before it is closed. */
function suspended(): unknown {
  const [, example = ""] = /```yaml\n(.*?)```/s.exec(page) ?? [];
  return yaml.parseDocument(example).getIn([...organization, "accounts", ACCOUNT]);
}

/** Arguments of the page's command that removes the protection. */
function unprotect(): string[] {
  const [, options = "", urn = ""] = /^ *pulumi (state unprotect .*) '(.*)'$/m.exec(page) ?? [];
  return [...options.split(" "), urn];
}

describe("An account that is closed with the steps of its page", function () {
  this.timeout(300_000);
  let world: World;
  let untouched: unknown;

  before(async function () {
    requireCli(this);
    world = await (await Checkpoint.find()).company();
    // The first step of the page: lifecycle.test.ts destroys workloads.
    const { status, output } = await world.pulumi("stack", "rm", ACCOUNT, "--force", "--yes");
    assert.equal(status, 0, output);
  });

  after(() => (world as World | undefined)?.stop());

  function edit(file: string, change: (document: yaml.Document) => void): void {
    const path = join(world.project, file);
    const document = yaml.parseDocument(readFileSync(path, "utf8"));
    change(document);
    writeFileSync(path, String(document));
  }

  async function management(kind: Kind): Promise<Operation> {
    return run(world, await world.stack("management"), kind, { policyPacks: [] });
  }

  const accounts = () => world.cloud.all(TYPE);
  const changesOfAccounts = ({ changes }: Operation): string[] =>
    changes.filter((change) => change.includes(` ${TYPE} `));

  it("is suspended while it is in the configuration", async () => {
    rmSync(join(world.project, `Pulumi.${ACCOUNT}.yaml`), { force: true });
    edit("Pulumi.yaml", (document) => {
      document.deleteIn([...organization, "addressPlan", "spokes", ACCOUNT]);
      document.setIn([...organization, "accounts", ACCOUNT], suspended());
    });
    for (const file of ["Pulumi.identity.yaml", "Pulumi.network.yaml"]) {
      edit(file, (document) => {
        yaml.visit(document, {
          Seq: (_, list) => {
            list.items = list.items.filter((item) => String(item) !== ACCOUNT);
          },
        });
      });
    }
    const moved = await management("up");
    assert.equal(moved.failure, undefined);
    assert.deepEqual(changesOfAccounts(moved), [`update ${TYPE} ${ACCOUNT}`]);
    untouched = accounts();
  });

  it("cannot be removed from the configuration while it is protected", async () => {
    edit("Pulumi.yaml", (document) => {
      document.deleteIn([...organization, "accounts", ACCOUNT]);
    });
    const { failure = "", output } = await management("preview");
    assert.match(failure, /cannot be deleted\s+because it is protected/);
    assert.match(output, new RegExp(`Account ${ACCOUNT} delete\\[retain\\]`));
    assert.ok(failure.includes(unprotect().at(-1) ?? "no command"), failure);
  });

  it("leaves the state without its protection, stays untouched in AWS, and nothing is left to do", async () => {
    const { status, output } = await world.pulumi(...unprotect());
    assert.equal(status, 0, output);
    const removed = await management("up");
    assert.equal(removed.failure, undefined);
    assert.deepEqual(changesOfAccounts(removed), [`delete ${TYPE} ${ACCOUNT}`]);
    assert.match(removed.output, new RegExp(`Account ${ACCOUNT} deleted .*\\[retain\\]`));
    assert.deepEqual(
      removed.changes.filter((change) => !/^(?:update|delete) /.test(change)),
      [],
    );
    assert.deepEqual(accounts(), untouched);
    const again = await management("preview");
    assert.equal(again.failure, undefined);
    assert.deepEqual(again.changes, []);
    assert.ok(loadProject(world.project), "no other stack names the account");
  });
});
