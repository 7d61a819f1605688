import * as assert from "node:assert/strict";
import { accountIds, planned } from "../../support/plan/planned";

const BUCKET = "aws:s3/bucket:Bucket";

describe("Queries of the log archive", () => {
  it("answer who touched what and what changed, in one place [r2.9, r2.19]", async () => {
    const stack = await planned("log-archive");
    const queries = stack.all("aws:athena/namedQuery:NamedQuery");
    assert.deepEqual(queries.map(({ inputs }) => inputs["name"]).sort(), [
      "break-glass-use",
      "calls-for-report",
      "denied-calls",
      "sign-ins-without-mfa",
      "what-a-principal-did",
      "what-an-address-did",
      "what-changed-in-an-account",
      "who-touched-a-resource",
    ]);
    for (const { inputs } of queries) {
      assert.match(String(inputs["query"]), /FROM platform_logs\.cloudtrail\n\s*WHERE day >= /);
      assert.equal(inputs["workgroup"], "platform-logs");
    }
  });

  it("read the organization's logs by account, Region and day, as CloudTrail lays them out [r2.9, r1.4]", async () => {
    const stack = await planned("log-archive");
    const table = stack.one("aws:glue/catalogTable:CatalogTable");
    const { organizationId } = (await planned("management")).plan.outputs;
    const parameters = table.inputs["parameters"] as Record<string, string>;
    const bucket = String(stack.one(BUCKET, "organization-trail-logs").inputs["bucket"]);
    assert.equal(
      parameters["storage.location.template"],
      `s3://${bucket}/AWSLogs/${String(organizationId)}/\${account}/CloudTrail/\${region}/\${day}`,
    );
    assert.deepEqual(
      parameters["projection.account.values"]?.split(",").sort(),
      Object.values(await accountIds()).sort(),
    );
    assert.equal(parameters["projection.day.range"], "NOW-365DAYS,NOW");
    // An investigation looks for calls in Regions that the company does not use.
    const regions = parameters["projection.region.values"]?.split(",") ?? [];
    assert.ok(["us-east-1", "sa-east-1", "eu-central-1"].every((one) => regions.includes(one)));
    assert.ok(!regions.some((one) => /^(?:cn|us-gov)-/.test(one)));
  });

  it("leave no results behind in a bucket, and cost no more than a limit", async () => {
    const workgroup = (await planned("log-archive")).one("aws:athena/workgroup:Workgroup");
    assert.deepEqual(workgroup.inputs["configuration"], {
      enforceWorkgroupConfiguration: true,
      publishCloudwatchMetricsEnabled: true,
      bytesScannedCutoffPerQuery: 1024 ** 4,
      managedQueryResultsConfiguration: { enabled: true },
    });
  });
});
