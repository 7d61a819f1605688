import assert from "node:assert/strict";
import {
  type Assignment,
  WorkforceAccess,
  type WorkforceAccessArgs,
} from "../../../components/identity/workforce-access";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { at } from "../../support/plan/workload";

const ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment";
const GROUP = "aws:identitystore/group:Group";
const SET = "aws:ssoadmin/permissionSet:PermissionSet";

const auditors: Assignment = {
  group: "Auditors",
  permissionSet: "securityAudit",
  account: "vault",
  accountId: "444444444444",
};

function access(args: Partial<WorkforceAccessArgs> = {}): ComponentProgram {
  return ({ place, opts }) => {
    const { permissionSetNames } = new WorkforceAccess(
      "people",
      {
        place,
        logBucketArns: ["arn:aws:s3:::acme-config-222222222222-*"],
        groupSource: "directory",
        assignments: [auditors],
        ...args,
      },
      opts,
    );
    return { permissionSetNames };
  };
}

describe("WorkforceAccess", () => {
  it("creates a group once, however many assignments it has [r1.1]", async () => {
    const second = { ...auditors, account: "shop", accountId: "555555555555" };
    const plan = await planComponent(access({ assignments: [auditors, second] }));
    assert.deepEqual(plan.errors, []);
    assert.equal(plan.one(GROUP).inputs["displayName"], "Auditors");
    assert.deepEqual(
      plan.all(ASSIGNMENT).map(({ inputs }) => inputs["targetId"]),
      ["444444444444", "555555555555"],
    );
  });

  it("keeps a group without an assignment, whose members are people's data", async () => {
    const plan = await planComponent(access({ groups: { Auditors: {}, Guests: {} } }));
    assert.deepEqual(plan.errors, []);
    assert.deepEqual(
      plan.all(GROUP).map(({ inputs }) => inputs["displayName"]),
      ["Auditors", "Guests"],
    );
    assert.equal(plan.all(ASSIGNMENT).length, 1);
  });

  it("finds groups that an identity provider has synchronised [r4.7]", async () => {
    const plan = await planComponent(access({ groupSource: "external" }));
    assert.deepEqual([plan.errors, plan.all(GROUP)], [[], []]);
    assert.equal(at(plan.one(ASSIGNMENT).inputs, "principalType"), "GROUP");
  });

  it("moves a group and its assignments that had other names, also those of the account", async () => {
    const plan = await planComponent(
      access({
        groups: { Auditors: { formerly: ["Reviewers"] } },
        assignments: [{ ...auditors, formerAccounts: ["store"] }],
      }),
    );
    assert.deepEqual(plan.errors, []);
    const group = plan.one(GROUP);
    assert.deepEqual(group.options.aliases, ["people-Reviewers"]);
    assert.deepEqual(group.options.ignoreChanges, ["displayName"]);
    assert.equal(group.inputs["displayName"], "Reviewers");
    assert.deepEqual(plan.one(ASSIGNMENT).options.aliases, [
      "people-Auditors-securityAudit-store",
      "people-Reviewers-securityAudit-vault",
      "people-Reviewers-securityAudit-store",
    ]);
  });

  it("has the four sets without any assignment, and returns their names", async () => {
    const plan = await planComponent(access({ assignments: [] }));
    const names = plan.all(SET).map(({ inputs }) => inputs["name"]);
    assert.deepEqual(
      Object.values(plan.outputs["permissionSetNames"] as object).sort(),
      names.sort(),
    );
    assert.equal(names.length, 4);
  });

  const wrong: readonly [string, Partial<WorkforceAccessArgs>, string][] = [
    [
      "an assignment that is listed twice",
      { assignments: [auditors, auditors] },
      'assignments: must contain each entry once, got "Auditors securityAudit vault" twice; remove the repeated one',
    ],
    [
      "an account's key in the place of its id",
      { assignments: [{ ...auditors, accountId: "vault" }] },
      'assignments[0].accountId: must be a 12-digit AWS account id in quotes, got "vault"; copy it from the AWS console and quote it, "012345678901": YAML drops leading zeros otherwise',
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}`, async () => {
      await assertRejects(access(args), error);
    });
  }

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(access());
  });
});
