import type { Guardrail } from "../types/guardrail";
import { deleteIdleResources } from "./delete-idle-resources";
import { denyBillingAlarms } from "./deny-billing-alarms";
import { denyUntaggedResources } from "./deny-untagged-resources";
import { protectBillingDetails } from "./protect-billing-details";
import { protectCostRecords } from "./protect-cost-records";
import { protectPlatformTags } from "./protect-platform-tags";
import { requireBudgetAlerts } from "./require-budget-alerts";
import { requireTags } from "./require-tags";
import { restrictTagValues } from "./restrict-tag-values";

export const costGuardrails: readonly Guardrail[] = [
  requireTags,
  restrictTagValues,
  denyUntaggedResources,
  protectPlatformTags,
  requireBudgetAlerts,
  denyBillingAlarms,
  protectCostRecords,
  protectBillingDetails,
  deleteIdleResources,
];
