import { ofThePlatform } from "../support/platform-tag";
import { isFalse, known, objects } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const protectBackupPlans: Guardrail = {
  id: "protect-backup-plans",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectBackupPlans",
          Action: [
            "backup:DeleteBackupPlan",
            "backup:DeleteBackupSelection",
            "backup:UpdateBackupPlan",
          ],
          Resource: [`arn:${context.partition}:backup:*:*:backup-plan:*`],
          Condition: { StringEquals: ofThePlatform },
        }),
        denyExcept(context, {
          Sid: "ProtectBackupPlansRegion",
          Action: ["backup:StopBackupJob", "backup:UpdateRegionSettings"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [{ types: ["aws:backup/regionSettings:RegionSettings"], check: optsIn }],
  },
  detect: { none: "AWS Config has no managed rule for the resource types of AWS Backup" },
  parameters: {
    resourceTypes: {
      type: "strings",
      description: "Types, by their names in AWS Backup, that no Region may opt out of",
      default: ["Aurora", "DynamoDB", "EBS", "EC2", "EFS", "RDS", "S3"],
    },
  },
  about: {
    title: "Keep backups running",
    why: "stopped backups are noticed only on the day when a backup is needed",
    comply: "Change plans, selections and resource types only in their own stack",
    severity: "high",
    frameworks: [wellArchitected("REL09-BP03")],
    requirements: ["S10", "A8"],
    peers: [],
  },
};

/** AWS Backup silently skips resources of a type that is opted out, even when their tags select them. */
function optsIn(settings: ResourceView, { resourceTypes }: ParameterValues): Finding[] {
  const [preferences] = objects(known(settings, "resourceTypeOptInPreference"));
  return (resourceTypes as readonly string[])
    .filter((type) => isFalse(preferences?.[type]))
    .map((type) => ({
      message: `opts out of backups of ${type}; set resourceTypeOptInPreference.${type} to true`,
    }));
}
