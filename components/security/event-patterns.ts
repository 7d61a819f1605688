import { eventRuleNames } from "../../policy-pack/guardrails/types/platform-names";
import { failedBackupJobs } from "../backup/job-events";

/** A kind of event that people are notified of. */
export interface NotifiedEvent {
  /** Name in EventBridge. */
  readonly name: string;
  readonly description: string;
  readonly pattern: Readonly<Record<string, unknown>>;
  /**
   * True when it may happen in any Region and AWS reports it only there. Security Hub aggregates into the home Region
   * automatically: its findings would arrive twice. Backups exist in the home Region alone.
   */
  readonly perRegion: boolean;
  /** True for API calls, which EventBridge hands to a rule only on request. */
  readonly apiCalls: boolean;
}

/** Lowest severity of a GuardDuty finding that counts as high. @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
const HIGH_SEVERITY = 7;

/**
 * Events that people are notified of.
 *
 * @param breakGlassRole Name of the role of last resort.
 */
export function notifiedEvents(breakGlassRole: string): readonly NotifiedEvent[] {
  return [
    {
      name: eventRuleNames.threats,
      description: "GuardDuty findings of high and critical severity",
      pattern: {
        source: ["aws.guardduty"],
        "detail-type": ["GuardDuty Finding"],
        detail: { severity: [{ numeric: [">=", HIGH_SEVERITY] }] },
      },
      perRegion: true,
      apiCalls: false,
    },
    {
      name: eventRuleNames.findings,
      description:
        "New Security Hub findings of high and critical severity, GuardDuty's own left out",
      pattern: {
        source: ["aws.securityhub"],
        "detail-type": ["Security Hub Findings - Imported"],
        detail: {
          findings: {
            ProductName: [{ "anything-but": ["GuardDuty"] }],
            Severity: { Label: ["HIGH", "CRITICAL"] },
            Workflow: { Status: ["NEW"] },
            RecordState: ["ACTIVE"],
          },
        },
      },
      perRegion: false,
      apiCalls: false,
    },
    {
      name: eventRuleNames.lastResort,
      description: "Somebody has assumed the role of last resort, or has tried to",
      pattern: {
        source: ["aws.sts"],
        "detail-type": ["AWS API Call via CloudTrail"],
        detail: {
          eventSource: ["sts.amazonaws.com"],
          eventName: ["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"],
          requestParameters: { roleArn: [{ suffix: `:role/${breakGlassRole}` }] },
        },
      },
      perRegion: true,
      apiCalls: true,
    },
    {
      name: eventRuleNames.failedBackups,
      description: "Backups and copies that failed, handed on by the accounts they started in",
      pattern: failedBackupJobs,
      perRegion: false,
      apiCalls: false,
    },
  ];
}
