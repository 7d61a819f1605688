import assert from "node:assert/strict";
import { guardrails } from "../../../policy-pack/guardrails";
import type { ConfigDetection } from "../../../policy-pack/guardrails/types/detection";
import { dayFromToday } from "../../../stacks/company/clock";
import { configDetections, managementDetections } from "../../../stacks/guardrails";
import type { ScopedDetections } from "../../../stacks/guardrails/detection";
import { organizationWith } from "../../support/plan/organization";

type Changes = Readonly<Record<string, unknown>>;

/** The scope that a rule is in. */
function scopeOf(rule: string, changes: Changes = {}): ScopedDetections | undefined {
  return configDetections(organizationWith(changes)).find(({ detections }) =>
    detections.some(({ configRule }) => configRule === rule),
  );
}

function detectionsOf(rule: string, changes: Changes = {}): ConfigDetection[] {
  return configDetections(organizationWith(changes)).flatMap(({ detections }) =>
    detections.filter(({ configRule }) => configRule === rule),
  );
}

const inputsOf = (rule: string, changes?: Changes): unknown[] =>
  detectionsOf(rule, changes).map(({ inputParameters }) => inputParameters);

const BUCKETS = "deny-public-buckets";
const BUCKETS_RULE = "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED";
const members = Object.keys(organizationWith().accounts).filter((key) => key !== "management");

describe("The Config rules of the guardrails", () => {
  it("get what the guardrails themselves are given", () => {
    assert.deepEqual(inputsOf("REQUIRED_TAGS"), [
      {
        tag1Key: "Environment",
        tag2Key: "Project",
        tag3Key: "Owner",
        tag4Key: "CostCenter",
        tag5Key: "ManagedBy",
      },
    ]);
    const longer = { "guardrails.require-log-retention.minimumDays": 365 };
    assert.deepEqual(inputsOf("CW_LOGGROUP_RETENTION_PERIOD_CHECK", longer), [
      { MinRetentionTime: "365" },
    ]);
    assert.deepEqual(inputsOf("BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK"), [
      { requiredRetentionDays: "7" },
    ]);
    assert.deepEqual(inputsOf("EIP_ATTACHED"), [undefined]);
  });

  it("ask for the least retention of a database, so that a longer one complies", () => {
    assert.deepEqual(Object.keys(inputsOf("DB_INSTANCE_BACKUP_ENABLED")[0] ?? {}), [
      "backupRetentionMinimum",
    ]);
  });

  it("look for every required tag, by several rules where one does not take them all", () => {
    const keys = ["A", "B", "C", "D", "E", "F", "G", "H"];
    assert.deepEqual(inputsOf("REQUIRED_TAGS", { "guardrails.require-tags.keys": keys }), [
      { tag1Key: "A", tag2Key: "B", tag3Key: "C", tag4Key: "D", tag5Key: "E", tag6Key: "F" },
      { tag1Key: "G", tag2Key: "H" },
    ]);
  });

  it("are those of guardrails that only report as well, and none of those that are off", () => {
    assert.equal(
      detectionsOf(BUCKETS_RULE, { [`guardrails.${BUCKETS}.stage`]: "report" }).length,
      1,
    );
    assert.deepEqual(detectionsOf(BUCKETS_RULE, { [`guardrails.${BUCKETS}.enabled`]: false }), []);
  });

  it("are for the accounts in the guardrail's scope, exceptions included", () => {
    const exception = { account: "prod", reason: "the press kit moves", expires: dayFromToday(90) };
    const excepted = scopeOf(BUCKETS_RULE, { [`guardrails.${BUCKETS}.exceptions`]: [exception] });
    assert.equal(excepted?.name, undefined);
    assert.deepEqual(excepted?.accounts, members);
    assert.deepEqual(scopeOf("CLOUDWATCH_ALARM_ACTION_ENABLED_CHECK")?.accounts, ["prod"]);
    const narrowed = { [`guardrails.${BUCKETS}.environments`]: ["sandbox"] };
    assert.deepEqual(scopeOf(BUCKETS_RULE, narrowed)?.accounts, ["sandbox"]);
  });

  it("stand together where the scope is the same, under a name that only the scope decides", () => {
    const nameOf = (scope: { environments?: string[]; organizationalUnits?: string[] }) =>
      scopeOf(BUCKETS_RULE, {
        ...Object.fromEntries(
          (scope.organizationalUnits ?? []).map((unit) => [`organizationalUnits.${unit}`, {}]),
        ),
        "accounts.prod.organizationalUnit":
          scope.organizationalUnits?.[0] ?? "Workloads/Production",
        [`guardrails.${BUCKETS}`]: scope,
      })?.name;
    assert.equal(nameOf({ environments: ["production"] }), "production");
    assert.equal(nameOf({ environments: ["shared", "production"] }), "production-shared");
    const names = configDetections(organizationWith()).map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    const unit = nameOf({ organizationalUnits: ["Workloads/Production"] });
    assert.match(unit ?? "", /^Workloads-Production-[0-9a-f]{8}$/);
    assert.notEqual(unit, nameOf({ organizationalUnits: ["Workloads-Production"] }));
    const long = Array.from({ length: 5 }, (_, depth) => `${depth}`.repeat(128)).join("/");
    const everything = ["production", "staging", "development", "sandbox", "shared"];
    const name = nameOf({ environments: everything, organizationalUnits: [long] }) ?? "";
    assert.match(`platform-guardrails-${name}`, /^[a-zA-Z][-a-zA-Z0-9]{0,127}$/);
  });

  it("are in no more packs than the 50 that AWS takes, were every scope another", () => {
    const detecting = guardrails.filter(
      ({ detect }) => !("none" in detect) && detect.some((one) => "configRule" in one),
    );
    assert.ok(detecting.length <= 50, String(detecting.length));
  });

  it("of narrower scopes are not for the management account, which no scope reaches", () => {
    const rules = managementDetections(organizationWith()).map(({ configRule }) => configRule);
    assert.ok(rules.includes(BUCKETS_RULE));
    assert.ok(!rules.includes("CLOUDWATCH_ALARM_ACTION_ENABLED_CHECK"));
  });
});
