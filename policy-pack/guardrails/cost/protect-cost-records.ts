import { ofThePlatform } from "../support/platform-tag";
import { known } from "../support/readings";
import { denyExcept, denyNamed } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectCostRecords: Guardrail = {
  id: "protect-cost-records",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { budgets }) => [
        denyExcept(context, {
          Sid: "ProtectCostRecords",
          Action: [
            "bcm-data-exports:DeleteExport",
            "bcm-data-exports:UpdateExport",
            "ce:DeleteAnomalyMonitor",
            "ce:DeleteAnomalySubscription",
            "ce:UpdateAnomalyMonitor",
            "ce:UpdateAnomalySubscription",
          ],
          Resource: ["*"],
          Condition: { StringEquals: ofThePlatform },
        }),
        denyExcept(context, {
          Sid: "ProtectCostRecordsAdvice",
          Action: [
            "compute-optimizer:UpdateEnrollmentStatus",
            "cost-optimization-hub:UpdateEnrollmentStatus",
          ],
          Resource: ["*"],
        }),
        // Only listed budgets: teams create and change their own budgets by the same calls. The platform's budget is in the
        // management account, which no policy binds.
        ...denyNamed(context, budgets, (name) => `budgets::*:budget/${name}`, {
          Sid: "ProtectCostRecordsBudgets",
          Action: [
            "budgets:DeleteBudgetAction",
            "budgets:ModifyBudget",
            "budgets:UpdateBudgetAction",
          ],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:computeoptimizer/enrollmentStatus:EnrollmentStatus"],
        check: (enrollment) =>
          known(enrollment, "status") === "Inactive"
            ? [{ message: "switches cost recommendations off; set status to Active" }]
            : [],
      },
    ],
  },
  detect: { none: "AWS Config does not record budgets, anomaly monitors and exports" },
  parameters: {
    budgets: {
      type: "strings",
      of: "namePattern",
      mayBeEmpty: true,
      description: "Patterns of the names of the protected budgets",
      default: [],
    },
  },
  about: {
    title: "Protect budgets, cost alarms and cost exports",
    why: "an attacker who mines coins with stolen credentials first removes the budget alert",
    comply: "Change budgets, anomaly monitors and exports only in their own program",
    severity: "medium",
    frameworks: [wellArchitected("COST03-BP05"), wellArchitected("COST02-BP05")],
    requirements: ["r2.18"],
    peers: ["DataChef"],
  },
};
