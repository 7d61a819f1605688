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
            "backup:StopBackupJob",
            "backup:UpdateBackupPlan",
            "backup:UpdateRegionSettings",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [{ types: ["aws:backup/regionSettings:RegionSettings"], check: optsIn }],
  },
  detect: { none: "AWS Config has no managed rule for the types that AWS Backup is opted in to" },
  parameters: {
    resourceTypes: {
      type: "strings",
      description: "Types, as AWS Backup names them, that no Region may opt out of",
      default: ["Aurora", "DynamoDB", "EBS", "EC2", "EFS", "RDS", "S3"],
    },
  },
  about: {
    title: "Keep backups running",
    why: "backups that were stopped without a word are missed on the day they are needed",
    comply: "Change plans, selections and the types that are backed up in the stack that made them",
    severity: "high",
    frameworks: [wellArchitected("REL09-BP03")],
    requirements: ["S10", "A8"],
    peers: [],
  },
};

/** A type that is opted out is skipped without an error by whatever selects by tag. */
function optsIn(settings: ResourceView, { resourceTypes }: ParameterValues): Finding[] {
  const [preferences] = objects(known(settings, "resourceTypeOptInPreference"));
  return (resourceTypes as readonly string[])
    .filter((type) => isFalse(preferences?.[type]))
    .map((type) => ({
      message: `opts out of backing up ${type}; set resourceTypeOptInPreference.${type} to true`,
    }));
}
