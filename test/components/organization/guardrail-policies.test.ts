import assert from "node:assert/strict";
import {
  type AttachedPolicy,
  GuardrailPolicies,
  type GuardrailPoliciesArgs,
} from "../../../components/organization/guardrail-policies";
import { accountIdAt, ORGANIZATION_ID } from "../../../components/organization/placeholder-ids";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";

const ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment";
const POLICY = "aws:organizations/policy:Policy";

const policy: AttachedPolicy = {
  policyType: "RESOURCE_CONTROL_POLICY",
  content: `{"id":"${ORGANIZATION_ID}","accounts":["${accountIdAt(1)}","${accountIdAt(0)}"]}`,
  guardrails: ["deny-outside-principals"],
  target: "Workloads/Non Production",
  targetId: "ou-ab12-11111111",
};

function policies(args: Partial<GuardrailPoliciesArgs> = {}): ComponentProgram {
  return ({ opts, computed }) =>
    new GuardrailPolicies(
      "rules",
      {
        organizationResource: opts.providers[0],
        organization: "acme",
        organizationId: computed("o-exampleorg1"),
        accountIds: ["111111111111", computed("222222222222")],
        policies: [policy],
        ...args,
      },
      opts,
    );
}

describe("GuardrailPolicies", () => {
  it("moves a policy and its attachment whose target had other names", async () => {
    const renamed = { ...policy, formerTargets: ["Workloads/Test", "Apps/Test"] };
    const other = { ...policy, target: "Workloads/Production" };
    const plan = await planComponent(policies({ policies: [renamed, other] }));
    assert.deepEqual(plan.errors, []);
    for (const type of [POLICY, ATTACHMENT]) {
      assert.deepEqual(
        plan.all(type).map(({ options }) => options.aliases),
        [undefined, ["rules-resource-workloads-test-1", "rules-resource-apps-test-1"]],
      );
    }
  });

  it("puts the ids of organization and accounts into a policy, and attaches it [r2.7]", async () => {
    const plan = await planComponent(policies());
    assert.deepEqual(plan.errors, []);
    const { name, inputs } = plan.one(POLICY);
    assert.equal(name, "rules-resource-workloads-non-production-1");
    assert.deepEqual(JSON.parse(String(inputs["content"])), {
      id: "o-exampleorg1",
      accounts: ["222222222222", "111111111111"],
    });
    assert.equal(plan.one(ATTACHMENT).inputs["targetId"], "ou-ab12-11111111");
  });

  it("shortens a description that is too long for AWS", async () => {
    const guardrails = Array.from({ length: 60 }, (_, index) => `deny-something-${index}`);
    const plan = await planComponent(policies({ policies: [{ ...policy, guardrails }] }));
    assert.equal(String(plan.one(POLICY).inputs["description"]).length, 512);
  });

  const wrong: readonly [string, Partial<GuardrailPoliciesArgs>, string][] = [
    [
      "a policy with an account that is not listed: its placeholder would be deployed",
      { accountIds: ["111111111111"] },
      "policies[0].content: must name accounts of accountIds, got the one at index 1 of 1; hand over the accounts in the order that the policies were packed with",
    ],
    [
      "a name that is too long for a policy",
      { organization: "a".repeat(90) },
      `organization: must be short enough for policy names of 128 characters, got "${"a".repeat(90)}-rules-resource-workloads-non-production-1"; shorten it, or the OU's path`,
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}`, async () => {
      await assertRejects(policies(args), error);
    });
  }

  it("has the same resources in a preview, when no id is known", async () => {
    await assertSameInPreview(policies());
  });
});
