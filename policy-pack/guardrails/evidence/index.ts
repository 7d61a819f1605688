import type { Guardrail } from "../types/guardrail";
import { protectAlarms } from "./protect-alarms";
import { protectAnalyzers } from "./protect-analyzers";
import { protectCloudtrail } from "./protect-cloudtrail";
import { protectConfig } from "./protect-config";
import { protectDelegatedAdministration } from "./protect-delegated-administration";
import { protectEventDataStores } from "./protect-event-data-stores";
import { protectFlowLogs } from "./protect-flow-logs";
import { protectGuardduty } from "./protect-guardduty";
import { protectLogGroups } from "./protect-log-groups";
import { protectNotifications } from "./protect-notifications";
import { protectPlatformKeys } from "./protect-platform-keys";
import { protectSecurityHub } from "./protect-security-hub";
import { requireAccessLogs } from "./require-access-logs";
import { requireBucketAccessLogs } from "./require-bucket-access-logs";
import { requireLogGroupKeys } from "./require-log-group-keys";
import { requireLogRetention } from "./require-log-retention";

export const evidenceGuardrails: readonly Guardrail[] = [
  protectCloudtrail,
  protectEventDataStores,
  protectPlatformKeys,
  protectConfig,
  protectGuardduty,
  protectSecurityHub,
  protectAnalyzers,
  protectDelegatedAdministration,
  protectNotifications,
  protectAlarms,
  protectFlowLogs,
  protectLogGroups,
  requireLogRetention,
  requireLogGroupKeys,
  requireAccessLogs,
  requireBucketAccessLogs,
];
