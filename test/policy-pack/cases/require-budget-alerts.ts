import type { PolicyCases } from "../cases";

const BUDGET = "aws:budgets/budget:Budget";
const notification = { comparisonOperator: "GREATER_THAN", threshold: 80 };
const told = { ...notification, subscriberEmailAddresses: ["cost@example.com"] };

export const cases: PolicyCases = {
  violating: [
    {
      title: "a budget without a notification",
      type: BUDGET,
      message: /has no notification; add one/,
    },
    {
      title: "a budget with no notifications in its list",
      type: BUDGET,
      inputs: { notifications: [] },
      message: /has no notification/,
    },
    {
      title: "a notification without a subscriber among others",
      type: BUDGET,
      inputs: { notifications: [told, notification] },
      message: /has a notification without a subscriber/,
    },
    {
      title: "a notification with an empty list of subscribers",
      type: BUDGET,
      inputs: { notifications: [{ ...notification, subscriberEmailAddresses: [] }] },
      message: /has a notification without a subscriber/,
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
