import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { BackupVault } from "../../components/backup/backup-vault";
import { placeOf } from "../../components/shared/place";
import { type Operation, run } from "../support/engine/steps";
import { company, requireCli, World } from "../support/engine/world";

/** Names of the vault and of its component in one version of a program. */
interface Names {
  readonly vault: string;
  readonly storeType: string;
  readonly aliases?: pulumi.Alias[];
  readonly storeAliases?: pulumi.Alias[];
}

const STACK = "renames";
const old: Names = { vault: "vault", storeType: "acme:data:Store" };

class Store extends pulumi.ComponentResource {
  public constructor({ storeType, storeAliases = [] }: Names, provider: aws.Provider) {
    super(storeType, "store", {}, { providers: [provider], aliases: storeAliases });
    this.registerOutputs({});
  }
}

/** A program with the platform's own vault in a component of a company's. */
function programOf(names: Names): () => Promise<object> {
  return () => {
    const accountId = company.managementAccount;
    const provider = new aws.Provider("management", {
      region: "us-east-1",
      allowedAccountIds: [accountId],
    });
    const vault = new BackupVault(
      names.vault,
      { vaultName: "company-backup", place: placeOf("us-east-1", accountId) },
      { parent: new Store(names, provider), aliases: names.aliases ?? [] },
    );
    return Promise.resolve({ arn: vault.arn });
  };
}

describe("State from an older version of the program, under the real engine", function () {
  this.timeout(120_000);
  let world: World;

  before(async function () {
    requireCli(this);
    world = await World.start();
    const deployed = await operate("up", old);
    assert.equal(deployed.failure, undefined);
    assert.deepEqual(Object.keys(deployed.counts), ["create"]);
    assert.equal(world.cloud.all().length, 4, "key, alias, vault, access policy");
  });

  after(() => (world as World | undefined)?.stop());

  async function operate(
    kind: "preview" | "up",
    names: Names,
    where: World = world,
  ): Promise<Operation> {
    const stack = await where.stack(STACK, programOf(names));
    return run(where, stack, kind, { policyPacks: [] });
  }

  /** Updates a copy of the world to new names: the cloud stays as it is, ids included. */
  async function updates(names: Names, changes: readonly string[] = []): Promise<void> {
    const copy = await world.fork();
    try {
      const ids = copy.cloud.all().map(({ type, id }) => `${type} ${id}`);
      const updated = await operate("up", names, copy);
      assert.equal(updated.failure, undefined);
      assert.deepEqual(updated.changes, changes);
      assert.deepEqual(
        copy.cloud.all().map(({ type, id }) => `${type} ${id}`),
        ids,
      );
      const again = await operate("preview", names, copy);
      assert.deepEqual(again.changes, []);
    } finally {
      await copy.stop();
    }
  }

  it("goes over to a renamed component by its alias: nothing is made, replaced or deleted", () =>
    updates({ ...old, vault: "isolated", aliases: [{ name: "vault" }] }));

  it("goes over to a component of another type by its alias, children included", () =>
    updates({
      ...old,
      storeType: "acme:backup:Store",
      storeAliases: [{ type: "acme:data:Store" }],
    }));

  it("goes over to a component that has moved to another parent by its alias", async () => {
    const parent = `urn:pulumi:${STACK}::platform::acme:data:Store::store`;
    await updates({ vault: "vault", storeType: "acme:backup:Vaults", aliases: [{ parent }] }, [
      "create acme:backup:Vaults store",
      "delete acme:data:Store store",
    ]);
  });

  for (const [title, names] of [
    ["renamed component", { ...old, vault: "isolated" }],
    ["component of another type", { ...old, storeType: "acme:backup:Store" }],
  ] as const) {
    it(`would replace a ${title} without an alias, and protection refuses`, async () => {
      const existing = world.cloud.all();
      const preview = await operate("preview", names);
      assert.match(preview.failure ?? "", /cannot be deleted\s+because it is protected/);
      assert.ok(
        preview.changes.some((change) => change.startsWith("create aws:backup/vault:Vault")),
        preview.changes.join("\n"),
      );
      assert.deepEqual(world.cloud.all(), existing);
    });
  }
});
