import type { PolicyCases } from "../cases";

const BUDGET = "aws:budgets/budget:Budget";
const notification = { comparisonOperator: "GREATER_THAN", threshold: 80 };
const told = { ...notification, subscriberEmailAddresses: ["cost@example.com"] };

export const cases: PolicyCases = {
  violating: [
    { title: "a budget that tells nobody", type: BUDGET, says: /tells nobody; add a notification/ },
    {
      title: "a budget with no notifications in its list",
      type: BUDGET,
      inputs: { notifications: [] },
      says: /tells nobody/,
    },
    {
      title: "a notification without a subscriber among others",
      type: BUDGET,
      inputs: { notifications: [told, notification] },
      says: /has a notification without a subscriber/,
    },
    {
      title: "a notification with an empty list of subscribers",
      type: BUDGET,
      inputs: { notifications: [{ ...notification, subscriberEmailAddresses: [] }] },
      says: /has a notification without a subscriber/,
    },
  ],
  compliant: [
    { type: BUDGET, inputs: { notifications: [told] } },
    {
      type: BUDGET,
      inputs: {
        notifications: [{ ...notification, subscriberSnsTopicArns: ["arn:aws:sns:::cost"] }, told],
      },
    },
  ],
};
