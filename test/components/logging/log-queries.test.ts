import assert from "node:assert/strict";
import { LogBucket, type LogBucketArgs } from "../../../components/logging/log-bucket";
import { LogQueries, type LogQueriesArgs } from "../../../components/logging/log-queries";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { at } from "../../support/plan/workload";
import { archive } from "./archive";

const QUERY = "aws:athena/namedQuery:NamedQuery";
const TABLE = "aws:glue/catalogTable:CatalogTable";
const WORKGROUP = "aws:athena/workgroup:Workgroup";

const trailLogs = {
  source: "cloudtrail",
  keyArn: "arn:aws:kms:us-east-1:222222222222:key/1",
} as const;

function queries(
  args: Partial<LogQueriesArgs> = {},
  logs: Pick<LogBucketArgs, "source" | "keyArn"> = trailLogs,
): ComponentProgram {
  return ({ opts }) => {
    const retention = { days: 400, lockMode: "governance" } as const;
    const bucket = new LogBucket(
      "logs",
      { region: "us-east-1", archive, retention, ...logs },
      opts,
    );
    const accountIds = ["111111111111", "222222222222"];
    return new LogQueries(
      "ask",
      { archive, accountIds, bucket, retentionDays: 400, ...args },
      opts,
    );
  };
}

describe("LogQueries", () => {
  it("finds the logs of the listed accounts, as far back as they are kept [r2.9]", async () => {
    const plan = await planComponent(queries({ retentionDays: 30 }));
    assert.deepEqual(plan.errors, []);
    const { inputs } = plan.one(TABLE);
    assert.equal(
      at(inputs, "parameters", "projection.account.values"),
      "111111111111,222222222222",
    );
    assert.equal(at(inputs, "parameters", "projection.day.range"), "NOW-30DAYS,NOW");
    assert.equal(
      at(inputs, "storageDescriptor", "location"),
      "s3://acme-cloudtrail-222222222222-us-east-1/AWSLogs/o-exampleorg1/",
    );
  });

  it("cancels a query that reads more than its limit", async () => {
    for (const [bytesPerQuery, limit] of [
      [undefined, 1024 ** 4],
      [10_485_760, 10_485_760],
    ] as const) {
      const plan = await planComponent(
        queries(bytesPerQuery === undefined ? {} : { bytesPerQuery }),
      );
      const { inputs } = plan.one(WORKGROUP);
      assert.equal(at(inputs, "configuration", "bytesScannedCutoffPerQuery"), limit);
      assert.equal(at(inputs, "configuration", "enforceWorkgroupConfiguration"), true);
    }
  });

  it("offers the questions of an investigation [r2.19]", async () => {
    const names = (await planComponent(queries())).all(QUERY).map(({ inputs }) => inputs["name"]);
    assert.ok(names.includes("who-touched-a-resource"), names.join());
  });

  const wrong: readonly [string, Partial<LogQueriesArgs>, string][] = [
    [
      "a limit that Athena refuses",
      { bytesPerQuery: 1_000_000 },
      "bytesPerQuery: must be a whole number of bytes of at least 10485760, got 1000000; Athena takes no lower limit",
    ],
    [
      "no accounts",
      { accountIds: [] },
      "accountIds: must have at least 1 entry, got 0; Athena finds the logs of listed accounts only",
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}`, async () => {
      assert.deepEqual((await planComponent(queries(args))).errors, [error]);
    });
  }

  it("rejects a bucket that has other logs than the trail's", async () => {
    const { errors } = await planComponent(queries({}, { source: "config" }));
    assert.deepEqual(errors, [
      "bucket: must be the bucket of the organization trail, got acme-config-222222222222-us-east-1 of config; hand over the trail's",
    ]);
  });

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(queries());
  });
});
