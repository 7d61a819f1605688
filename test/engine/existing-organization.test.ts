import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import type { Values } from "../../cli/emulation/core/types";
import type { CloudResource } from "../../cli/emulation/core/resource";
import { run } from "../support/engine/steps";
import { company, requireCli, World } from "../support/engine/world";

const ORGANIZATION = "aws:organizations/organization:Organization";
const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
const ACCOUNT = "aws:organizations/account:Account";

describe("An existing organization, with the real engine", function () {
  this.timeout(120_000);
  let world: World;

  before(async function () {
    requireCli(this);
    world = await World.start();
  });

  after(() => (world as World | undefined)?.stop());

  /** Puts a resource into the cloud that no Pulumi program has created. */
  function existing(type: string, name: string, inputs: Values): CloudResource {
    const site = { account: company.managementAccount, region: "us-east-1" };
    return world.cloud.seed({ type, name, inputs, site, urn: `made by hand: ${type} ${name}` });
  }

  function configure(change: (organization: yaml.YAMLMap) => void): void {
    const file = join(world.project, "Pulumi.yaml");
    const document = yaml.parseDocument(readFileSync(file, "utf8"));
    change(document.getIn(["config", "organization", "default"]) as yaml.YAMLMap);
    writeFileSync(file, String(document));
  }

  it("is imported by a first run that makes and changes nothing in AWS", async () => {
    const organization = existing(ORGANIZATION, "hand-made", {
      featureSet: "ALL",
      enabledPolicyTypes: ["TAG_POLICY"],
      awsServiceAccessPrincipals: ["sso.amazonaws.com"],
    });
    const [root] = organization.outputs["roots"] as { id: string }[];
    assert.ok(root, "the organization has no root");
    const unit = existing(UNIT, "hand-made", { name: "Security", parentId: root.id });
    const account = existing(ACCOUNT, "hand-made", {
      name: "audit",
      email: `aws+audit@${company.domain}`,
      parentId: unit.id,
      tags: { made: "by hand" },
    });
    configure((settings) => {
      settings.set("existing", {
        id: organization.id,
        rootId: root.id,
        policyTypes: ["TAG_POLICY"],
      });
      settings.setIn(["rollout", "stage"], "report");
      settings.setIn(["organizationalUnits", "Security", "id"], unit.id);
      settings.setIn(["accounts", "audit", "id"], account.id);
      settings.setIn(["accounts", "audit", "bootstrapRole"], "OrganizationAccountAccessRole");
    });
    const before = world.cloud.all();

    const up = await run(world, await world.stack("management"), "up");

    assert.equal(up.failure, undefined);
    const ofAws = up.changes.filter((change) => change.includes(" aws:organizations/"));
    assert.deepEqual(
      ofAws.filter((change) => change.startsWith("import ")),
      [`import ${ACCOUNT} audit`, `import ${ORGANIZATION} organization`, `import ${UNIT} Security`],
    );
    for (const { id, inputs } of before) {
      assert.deepEqual(world.cloud.ownerOf(id)?.inputs, inputs, `${id} has changed`);
    }
  });

  it("gets guardrails and the rest by the next run, and keeps what it had", async () => {
    configure((settings) => {
      settings.setIn(["existing", "imported"], true);
    });
    const up = await run(world, await world.stack("management"), "up");
    assert.equal(up.failure, undefined);
    assert.deepEqual(
      up.changes.filter((change) => /^(?:delete|replace|import) /.test(change)),
      [],
    );
    const [organization] = world.cloud.all(ORGANIZATION);
    const types = organization?.inputs["enabledPolicyTypes"] as string[];
    assert.ok(types.includes("TAG_POLICY"), "a policy type was switched off");
    assert.ok(types.includes("SERVICE_CONTROL_POLICY"), "guardrails need control policies");
    const account = world.cloud.all(ACCOUNT).find(({ name }) => name === "hand-made");
    assert.deepEqual(account?.inputs["tags"], { made: "by hand" });
    const again = await run(world, await world.stack("management"), "up");
    assert.deepEqual(again.changes, []);
  });

  it("is not taken back to a run that only imports, which would delete the rest", async () => {
    configure((settings) => {
      settings.setIn(["existing", "imported"], false);
    });
    const before = structuredClone(world.cloud.snapshot());
    const { failure, diagnostics } = await run(world, await world.stack("management"), "up");
    assert.notEqual(failure, undefined);
    assert.match(diagnostics.join("\n"), /organization\.existing\.imported: must stay true/);
    assert.deepEqual(world.cloud.snapshot(), before);
  });
});
