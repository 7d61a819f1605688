import assert from "node:assert/strict";
import {
  OrganizationBudget,
  type OrganizationBudgetArgs,
} from "../../../components/cost/organization-budget";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";

const BUDGET = "aws:budgets/budget:Budget";

function budget(args: Partial<OrganizationBudgetArgs> = {}): ComponentProgram {
  return ({ opts }) =>
    new OrganizationBudget(
      "budget",
      { monthlyLimit: 250_000, emails: ["finance@example.com"], ...args },
      opts,
    );
}

describe("OrganizationBudget", () => {
  it("notifies every address at 80 and 100 percent, and of a forecast above it [r3.6]", async () => {
    const emails = Array.from({ length: 10 }, (_, index) => `desk-${index}@example.com`);
    const plan = await planComponent(budget({ emails }));
    assert.deepEqual(plan.errors, []);
    const { limitAmount, limitUnit, notifications } = plan.one(BUDGET).inputs;
    assert.deepEqual([limitAmount, limitUnit], ["250000.0", "USD"]);
    assert.deepEqual(
      (notifications as Record<string, unknown>[]).map((alert) => [
        alert["notificationType"],
        alert["threshold"],
        alert["subscriberEmailAddresses"],
      ]),
      [
        ["ACTUAL", 80, emails],
        ["ACTUAL", 100, emails],
        ["FORECASTED", 100, emails],
      ],
    );
  });

  const wrong: readonly [string, Partial<OrganizationBudgetArgs>, string][] = [
    [
      "a limit of nothing",
      { monthlyLimit: 0 },
      "monthlyLimit: must be a whole number of US dollars from 1 to 1000000000, got 0; give the sum that a usual month stays below",
    ],
    [
      "more addresses than AWS Budgets writes to",
      { emails: Array.from({ length: 11 }, (_, index) => `desk-${index}@example.com`) },
      "emails: must have 1 to 10 entries, got 11; use the address of a group, which forwards to its members",
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}`, async () => {
      await assertRejects(budget(args), error);
    });
  }

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(budget());
  });
});
