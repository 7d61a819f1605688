import assert from "node:assert/strict";
import { PermissionSet } from "../../../components/identity/permission-set";
import type { PermissionSetDefinition } from "../../../components/identity/permission-sets";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";

const INLINE = "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy";
const MANAGED = "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment";
const SET = "aws:ssoadmin/permissionSet:PermissionSet";

const view = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess";

function set(changes: Partial<PermissionSetDefinition> = {}): ComponentProgram {
  return ({ opts, computed }) =>
    new PermissionSet(
      "billing",
      {
        instanceArn: computed("arn:aws:sso:::instance/ssoins-1111222233334444"),
        region: "eu-north-1",
        definition: {
          name: "Billing",
          description: "Reads invoices",
          sessionDuration: "PT12H",
          managedPolicyArns: [view],
          ...changes,
        },
      },
      opts,
    );
}

describe("PermissionSet", () => {
  it("attaches its managed policies in the Region of the instance, and no inline policy without statements", async () => {
    const plan = await planComponent(set());
    assert.deepEqual(plan.errors, []);
    assert.equal(plan.one(SET).inputs["sessionDuration"], "PT12H");
    assert.equal(plan.one(MANAGED, "billing-ViewOnlyAccess").inputs["region"], "eu-north-1");
    assert.deepEqual(plan.all(INLINE), []);
  });

  it("may consist of statements alone", async () => {
    const inline = [{ Effect: "Allow", Action: "ce:Get*", Resource: "*" }] as const;
    const plan = await planComponent(set({ managedPolicyArns: [], inline }));
    assert.deepEqual([plan.errors, plan.all(MANAGED)], [[], []]);
    assert.match(String(plan.one(INLINE).inputs["inlinePolicy"]), /ce:Get\*/);
  });

  it("is protected: people who have it would be locked out", async () => {
    assert.equal((await planComponent(set())).one(SET).options.protect, true);
  });

  const wrong: readonly [string, Partial<PermissionSetDefinition>, string][] = [
    [
      "a name that is too long for a role",
      { name: "B".repeat(33) },
      `definition.name: must be 1 to 32 letters, digits and _ + = , . @ -, got "${"B".repeat(33)}"; shorten it: roles in every account are named by it`,
    ],
    [
      "a session that is longer than IAM allows",
      { sessionDuration: "PT13H" },
      'definition.sessionDuration: must be an ISO 8601 duration of 1 to 12 hours, got "PT13H"; write it like PT8H',
    ],
    [
      "a set without any policy",
      { managedPolicyArns: [] },
      "definition.managedPolicyArns: must have 1 to 10 entries, got 0; move statements to the inline policy, or give the set a policy when it has none",
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}`, async () => {
      await assertRejects(set(args), error);
    });
  }

  it("has the same resources in a preview, when the instance is not known yet", async () => {
    await assertSameInPreview(set());
  });
});
