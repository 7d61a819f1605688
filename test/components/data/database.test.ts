import assert from "node:assert/strict";
import { Database, type DatabaseArgs } from "../../../components/data/database";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { itRejects } from "../../support/plan/rejections";
import { bySid, statementsOf } from "../../support/plan/statements";

const INSTANCE = "aws:rds/instance:Instance";
const PARAMETERS = "aws:rds/parameterGroup:ParameterGroup";
const KEY = "aws:kms/key:Key";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";

/** The database of orders, with other arguments as a test gives them. */
function orders(args: Partial<DatabaseArgs> = {}): ComponentProgram {
  return ({ place, opts, computed }) => {
    const database = new Database(
      "orders",
      {
        identifier: "orders",
        engineVersion: "16",
        instanceClass: "db.t4g.small",
        storage: 20,
        maximumStorage: 22,
        multiZone: false,
        backupRetentionDays: 7,
        insights: "standard",
        place,
        windows: { backup: "00:00-01:00", maintenance: "sun:05:00-sun:06:00" },
        subnetIds: computed(["subnet-1", "subnet-2"]),
        securityGroupId: computed("sg-1"),
        logRetentionDays: 30,
        backupAccountId: "222222222222",
        ...args,
      },
      opts,
    );
    return { secret: database.masterSecretArn };
  };
}

describe("Database", () => {
  it("is as small and as old as it is described, and still encrypted, private and undeletable [r2.15]", async () => {
    const plan = await planComponent(orders());
    assert.deepEqual(plan.errors, []);
    const { inputs, options } = plan.one(INSTANCE);
    for (const [input, value] of Object.entries({
      engineVersion: "16",
      allocatedStorage: 20,
      maxAllocatedStorage: 22,
      multiAz: false,
      backupRetentionPeriod: 7,
      storageEncrypted: true,
      publiclyAccessible: false,
      deletionProtection: true,
      finalSnapshotIdentifier: "orders-final",
    })) {
      assert.equal(inputs[input], value, input);
    }
    assert.deepEqual([options.protect, options.retainOnDelete], [true, true]);
  });

  it("takes its parameters from the family of its version, TLS demanded in each [r2.15]", async () => {
    for (const engineVersion of ["16", "17"]) {
      const { inputs } = (await planComponent(orders({ engineVersion }))).one(PARAMETERS);
      assert.equal(inputs["family"], `postgres${engineVersion}`);
      const parameters = inputs["parameters"] as { name: string; value: string }[];
      assert.equal(parameters.find(({ name }) => name === "rds.force_ssl")?.value, "1");
    }
  });

  // workload-backup F5, public-reports B15
  it("allows a major version, and changes a running database in its window unless it is to happen now", async () => {
    for (const [changes, immediately] of [
      [undefined, false],
      ["window", false],
      ["now", true],
    ] as const) {
      const { inputs } = (await planComponent(orders(changes && { changes }))).one(INSTANCE);
      assert.equal(inputs["allowMajorVersionUpgrade"], true);
      assert.equal(inputs["applyImmediately"], immediately);
    }
  });

  it("names parameters by their family, and keeps those of the version before", async () => {
    for (const engineVersion of ["16", "17"]) {
      const { name, options } = (await planComponent(orders({ engineVersion }))).one(PARAMETERS);
      assert.equal(name, `orders-postgres${engineVersion}`);
      assert.equal(options.retainOnDelete, true);
    }
  });

  // workload-backup F19
  it("creates its log groups before it sends logs, with the days of its arguments", async () => {
    const plan = await planComponent(orders({ logRetentionDays: 365 }));
    const groups = plan.resources.filter(({ type }) => type === LOGS);
    assert.deepEqual(
      groups.map(({ inputs }) => [inputs["name"], inputs["retentionInDays"]]),
      [
        ["/aws/rds/instance/orders/postgresql", 365],
        ["/aws/rds/instance/orders/upgrade", 365],
      ],
    );
    assert.deepEqual(plan.one(INSTANCE).inputs["enabledCloudwatchLogsExports"], [
      "postgresql",
      "upgrade",
    ]);
    for (const { urn, options } of groups) {
      assert.ok(plan.one(INSTANCE).dependencies.includes(urn), `${urn} is not first`);
      assert.deepEqual([options.protect, options.retainOnDelete], [true, true]);
    }
  });

  // workload-backup F8
  it("has the windows of its arguments", async () => {
    const windows = { backup: "10:00-11:00", maintenance: "fri:23:30-sat:00:30" };
    const { inputs } = (await planComponent(orders({ windows }))).one(INSTANCE);
    assert.equal(inputs["backupWindow"], "10:00-11:00");
    assert.equal(inputs["maintenanceWindow"], "fri:23:30-sat:00:30");
  });

  it("keeps the load history that its mode of Database Insights demands", async () => {
    for (const [insights, days] of [
      ["standard", 7],
      ["advanced", 465],
    ] as const) {
      const { inputs } = (await planComponent(orders({ insights }))).one(INSTANCE);
      assert.equal(inputs["databaseInsightsMode"], insights);
      assert.equal(inputs["performanceInsightsRetentionPeriod"], days);
    }
  });

  it("admits the backup account to its key [A8]", async () => {
    const plan = await planComponent(orders({ backupAccountId: "333333333333" }));
    assert.match(String(plan.one(KEY).inputs["policy"]), /arn:aws:iam::333333333333:root/);
  });

  itRejects<Partial<DatabaseArgs>>(orders, [
    [
      "a name that would end the final snapshot's in two hyphens",
      { identifier: "orders-" },
      'identifier: must be 1 to 63 lower-case letters, digits and single hyphens, a letter first, got "orders-"; choose a shorter or plainer name',
    ],
    [
      "a minor version, which the parameters' family does not have",
      { engineVersion: "16.4" },
      'engineVersion: must be a major version of PostgreSQL, got "16.4"; write it like 17: minor versions are applied automatically',
    ],
    [
      "an instance type of EC2",
      { instanceClass: "m7g.large" },
      'instanceClass: must be an instance class of RDS, got "m7g.large"; write it like db.m7g.large',
    ],
    [
      "a volume below the smallest",
      { storage: 19 },
      "storage: must be a whole number of gibibytes from 20 to 65536, got 19; gp3 volumes of PostgreSQL have no other size",
    ],
    [
      "a volume that cannot grow",
      { storage: 100, maximumStorage: 100 },
      "maximumStorage: must be a whole number of gibibytes from 110 to 65536, got 100; RDS demands a tenth more than storage",
    ],
    [
      "more days of backups than RDS keeps",
      { backupRetentionDays: 36 },
      "backupRetentionDays: must be a whole number of days from 7 to 35, got 36; RDS keeps no more than 35",
    ],
    [
      "days of logs that CloudWatch does not know",
      { logRetentionDays: 91 },
      "logRetentionDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 91; CloudWatch accepts no other number of days",
    ],
  ]);

  it("has the same resources in a preview, and a key's policy that can be read there", async () => {
    const preview = await assertSameInPreview(orders());
    const statements = statementsOf(preview.one(KEY).inputs["policy"]);
    assert.ok(bySid(statements, "AccountAdministersKey"));
  });
});
