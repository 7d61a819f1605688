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

/** Examples of the page: the account before it is closed, and while it is let go. */
const [closed, leaving] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, example = ""]) =>
  yaml.parseDocument(example),
);

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
      document.setIn(
        [...organization, "accounts", ACCOUNT],
        closed?.getIn([...organization, "accounts", ACCOUNT]),
      );
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
    const { failure, output } = await management("preview");
    assert.notEqual(failure, undefined);
    assert.match(output, /accounts\.sandbox: must stay: .*organization\.released\.accounts/);
  });

  it("leaves the state without its protection, stays untouched in AWS, and nothing is left to do", async () => {
    edit("Pulumi.yaml", (document) => {
      document.setIn(
        [...organization, "accounts", ACCOUNT],
        closed?.getIn([...organization, "accounts", ACCOUNT]),
      );
      document.setIn([...organization, "released"], leaving?.getIn([...organization, "released"]));
    });
    const unprotected = await management("up");
    assert.equal(unprotected.failure, undefined);
    assert.deepEqual(unprotected.changes, []);
    edit("Pulumi.yaml", (document) => {
      document.deleteIn([...organization, "accounts", ACCOUNT]);
    });
    const removed = await management("up");
    assert.equal(removed.failure, undefined);
    assert.deepEqual(changesOfAccounts(removed), [`delete ${TYPE} ${ACCOUNT}`]);
    assert.match(removed.output, new RegExp(`Account ${ACCOUNT} deleted .*\\[retain\\]`));
    // Without the only sandbox, guardrails of the other environments bind the root instead of single OUs.
    assert.deepEqual(
      removed.changes.filter(
        (change) => !/^(?:update|delete) |^create aws:organizations\/policy/.test(change),
      ),
      [],
    );
    assert.deepEqual(accounts(), untouched);
    const again = await management("preview");
    assert.equal(again.failure, undefined);
    assert.deepEqual(again.changes, []);
    assert.ok(loadProject(world.project), "no other stack names the account");
  });
});
