import { objects } from "../support/readings";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireBudgetAlerts: Guardrail = {
  id: "require-budget-alerts",
  deny: { none: "budgets have no condition keys, so a policy cannot check their notifications" },
  preview: {
    resource: [{ types: ["aws:budgets/budget:Budget"], check: somebodyIsTold }],
  },
  detect: { none: "AWS Config does not record budgets" },
  calls: ["budgets:ModifyBudget"],
  parameters: {},
  about: {
    title: "Require a notification for every budget",
    why: "without a subscriber, the company learns of the cost only from the invoice",
    comply: "Add at least one notification with an address or a topic to the budget",
    severity: "medium",
    frameworks: [wellArchitected("COST01-BP05"), wellArchitected("COST02-BP05")],
    requirements: ["r2.18", "r3.6"],
    peers: ["DataChef"],
  },
};

function somebodyIsTold(budget: ResourceView): Finding[] {
  const notifications = budget.read("notifications");
  if (notifications.state === "unknown") {
    return [];
  }
  const list = notifications.state === "known" ? notifications.value : [];
  if (Array.isArray(list) && list.length === 0) {
    return [{ message: "has no notification; add one with an address or a topic" }];
  }
  return objects(list)
    .filter((notification) =>
      ["subscriberEmailAddresses", "subscriberSnsTopicArns"].every((property) =>
        isEmpty(notification, property),
      ),
    )
    .map(() => ({ message: "has a notification without a subscriber; add an address or a topic" }));
}

/** An unknown value may contain a subscriber. */
function isEmpty(notification: Record<string, unknown>, property: string): boolean {
  const value = notification[property];
  return Array.isArray(value) ? value.length === 0 : !(property in notification);
}
