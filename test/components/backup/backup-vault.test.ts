import assert from "node:assert/strict";
import { BackupVault, type BackupVaultArgs } from "../../../components/backup/backup-vault";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { statementsOf } from "../../support/plan/statements";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";
const VAULT = "aws:backup/vault:Vault";
const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const ACCESS = "aws:backup/vaultPolicy:VaultPolicy";

const lock = { mode: "compliance", minimumRetentionDays: 7, maximumRetentionDays: 30 } as const;

/** A vault for orders, with other arguments as a test gives them. */
function orders(args: Partial<BackupVaultArgs> = {}): ComponentProgram {
  return ({ place, opts }) => {
    const vault = new BackupVault("orders", { vaultName: "order-backups", place, ...args }, opts);
    return { arn: vault.arn, vaultName: vault.vaultName, keyArn: vault.keyArn };
  };
}

describe("BackupVault", () => {
  it("needs a name and a place: it has a key of its own, no lock, and receives no copies [S10]", async () => {
    const plan = await planComponent(orders());
    assert.deepEqual(plan.errors, []);
    assert.deepEqual(plan.names, [
      `${VAULT} orders`,
      `${ACCESS} orders-access`,
      `${ALIAS} orders-key`,
      `${KEY} orders-key`,
      "platform:backup:BackupVault orders",
    ]);
    assert.equal(plan.one(VAULT).inputs["name"], "order-backups");
    assert.equal(plan.one(ALIAS).inputs["name"], "alias/order-backups");
    const sids = statementsOf(plan.one(ACCESS).inputs["policy"]).map(({ Sid }) => Sid);
    assert.deepEqual(sids, ["OnlyGuardiansRemoveBackups"]);
  });

  it("names no account but its own in the key's policy when nothing is copied from it [A8]", async () => {
    const key = (await planComponent(orders())).one(KEY);
    const accounts = new Set(String(key.inputs["policy"]).match(/\d{12}/g));
    assert.deepEqual([...accounts], ["111111111111"]);
  });

  it("returns the ARNs and the name that copies and plans refer to", async () => {
    const { outputs } = await planComponent(orders());
    assert.equal(
      outputs["arn"],
      "arn:aws:backup:eu-west-1:111111111111:backup-vault:order-backups",
    );
    assert.equal(outputs["vaultName"], "order-backups");
    assert.match(String(outputs["keyArn"]), /^arn:aws:kms:eu-west-1:111111111111:key\//);
  });

  it("keeps key, vault, lock and policy when the program is destroyed", async () => {
    const plan = await planComponent(orders({ lock }));
    for (const type of [KEY, VAULT, LOCK, ACCESS]) {
      const { protect, retainOnDelete } = plan.one(type).options;
      assert.deepEqual([protect, retainOnDelete], [true, true], type);
    }
  });

  it("gives a compliance lock seven days of grace, and a governance lock none", async () => {
    for (const [mode, days] of [
      ["compliance", 7],
      ["governance", undefined],
    ] as const) {
      const plan = await planComponent(orders({ lock: { ...lock, mode } }));
      assert.equal(plan.one(LOCK).inputs["changeableForDays"], days);
    }
  });

  it("puts everything into another Region when it is given one", async () => {
    const plan = await planComponent(orders({ lock, region: "eu-central-1" }));
    for (const type of [KEY, ALIAS, VAULT, LOCK, ACCESS]) {
      assert.equal(plan.one(type).provider?.region, "eu-central-1", type);
    }
  });

  const wrong: readonly [string, Partial<BackupVaultArgs>, string][] = [
    [
      "a name that AWS refuses",
      { vaultName: "order backups" },
      'vaultName: must be 2 to 50 letters, digits, "-" and "_", got "order backups"; choose another name',
    ],
    [
      "a lock that no backup fits",
      { lock: { ...lock, minimumRetentionDays: 31 } },
      "lock.minimumRetentionDays: must not exceed lock.maximumRetentionDays 30, got 31; lower it or raise the maximum",
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}, before any resource is created`, async () => {
      const plan = await planComponent(orders(args));
      assert.deepEqual(plan.errors, [error]);
      assert.deepEqual(plan.names, ["platform:backup:BackupVault orders"]);
    });
  }

  it("has the same resources in a preview, and documents that can be read there [S10]", async () => {
    const args = { lock, receivesCopies: { accountId: "222222222222" } };
    const preview = await assertSameInPreview(orders(args));
    const sids = statementsOf(preview.one(ACCESS).inputs["policy"]).map(({ Sid }) => Sid);
    assert.deepEqual(sids, ["AccountCopiesIn", "OnlyGuardiansRemoveBackups"]);
    assert.match(String(preview.one(KEY).inputs["policy"]), /AccountAdministersKey/);
  });
});
