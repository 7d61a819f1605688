import assert from "node:assert/strict";
import type { CloudResource } from "../../cli/emulation/core/resource";
import { Management } from "../support/engine/management";
import { requireCli, World } from "../support/engine/world";

const POLICIES = /^aws:organizations\/policy(?:Attachment)?:/;

/** Operations of which a rename needs none. */
const losing = /^(?:create|replace|delete|import)/;

/** Finding public-reports B07. */
describe("A name that changes, with its former one in the configuration, under the real engine", function () {
  this.timeout(300_000);
  let management: Management;

  before(async function () {
    requireCli(this);
    management = new Management(await World.start());
    // Policies on the units and the account that are renamed.
    management.configure((organization) => {
      organization.setIn(["guardrails", "deny-region-toggles"], {
        organizationalUnits: ["Workloads", "Workloads/NonProduction"],
      });
    });
    await management.runs("up");
  });

  after(() => (management as Management | undefined)?.world.stop());

  const ids = (type: RegExp): string[] =>
    management.world.cloud
      .all()
      .filter((resource) => type.test(resource.type))
      .map(({ type: kind, id }) => `${kind} ${id}`);
  const account = (id: string): CloudResource | undefined => management.world.cloud.ownerOf(id);

  it("moves an OU with those below it and its policies, and an account, without a creation or deletion", async () => {
    const policies = ids(POLICIES);
    const everything = ids(/^aws:/);
    const sandbox = management.world.cloud
      .all("aws:organizations/account:Account")
      .find(({ name }) => name === "sandbox");
    assert.ok(sandbox, "no account sandbox");
    management.rename(["organizationalUnits"], "Workloads/Production", "Apps/Production");
    management.rename(["organizationalUnits"], "Workloads/NonProduction", "Apps/Playground");
    management.rename(["accounts"], "sandbox", "nonprod");
    management.rename(["addressPlan", "spokes"], "sandbox", "nonprod");
    management.configure((organization) => {
      organization.setIn(["organizationalUnits", "Apps"], { formerly: ["Workloads"] });
      organization.setIn(
        ["organizationalUnits", "Apps/Playground", "formerly"],
        ["Workloads/NonProduction"],
      );
      organization.setIn(["accounts", "nonprod", "formerly"], ["sandbox"]);
      organization.setIn(["accounts", "nonprod", "organizationalUnit"], "Apps/Playground");
      organization.setIn(["accounts", "prod", "organizationalUnit"], "Apps/Production");
      organization.setIn(
        ["guardrails", "deny-region-toggles", "organizationalUnits"],
        ["Apps", "Apps/Playground"],
      );
    });
    const { changes } = await management.runs("up");
    assert.deepEqual(
      changes.filter((change) => losing.test(change)),
      [],
    );
    assert.ok(
      changes.includes(`update aws:organizations/organizationalUnit:OrganizationalUnit Apps`),
      changes.join("\n"),
    );
    assert.ok(
      changes.some((change) =>
        /^update aws:organizations\/policy:Policy guardrails-.*apps-/.test(change),
      ),
      "no policy of a renamed unit has changed its name",
    );
    assert.deepEqual(ids(POLICIES), policies);
    assert.deepEqual(ids(/^aws:/), everything);
    assert.deepEqual(account(sandbox.id)?.inputs, sandbox.inputs);
    assert.deepEqual((await management.run("preview")).changes, []);
  });

  it("stays in the configuration for ever: without it, the names in AWS would change", async () => {
    management.configure((organization) => {
      organization.deleteIn(["accounts", "nonprod", "formerly"]);
    });
    const { failure, output } = await management.run("preview");
    assert.notEqual(failure, undefined);
    assert.match(
      output,
      /accounts\.sandbox: must stay: .*when it has a new key, such as nonprod, write there formerly: \["sandbox"\]/,
    );
  });
});
