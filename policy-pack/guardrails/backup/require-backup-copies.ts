import { known, objects } from "../support/readings";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding } from "../types/preview-rule";

export const requireBackupCopies: Guardrail = {
  id: "require-backup-copies",
  deny: { none: "no condition key shows the copies of a backup plan" },
  preview: {
    resource: [
      {
        types: ["aws:backup/plan:Plan"],
        check: (plan, parameters) =>
          objects(known(plan, "rules")).flatMap((rule) => [
            ...isCopied(rule),
            ...isKept(rule, parameters),
          ]),
      },
    ],
  },
  detect: [
    {
      configRule: "BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK",
      inputParameters: { requiredRetentionDays: "7" },
    },
  ],
  calls: ["backup:CreateBackupPlan", "backup:UpdateBackupPlan"],
  parameters: {
    minimumDays: {
      type: "number",
      minimum: 1,
      maximum: 36_500,
      description: "Least number of days that a plan keeps a backup",
      default: 7,
    },
  },
  scope: { environments: ["production"] },
  about: {
    title: "Copy each backup to a vault outside the account",
    why: "an attacker, a mistake or a Region outage can destroy the data together with backups in the same account",
    comply:
      "Add copyActions with the isolated vault to each rule of a plan, and a lifecycle that is long enough",
    severity: "high",
    frameworks: [wellArchitected("REL09-BP02"), wellArchitected("REL13-BP02")],
    requirements: ["A8", "r0.9"],
    peers: ["Control Tower", "Landing Zone Accelerator"],
  },
};

type Rule = Readonly<Record<string, unknown>>;

/** A part without a value is not known yet. */
function isCopied(rule: Rule): Finding[] {
  const copies = rule["copyActions"];
  const isNone = !("copyActions" in rule) || (Array.isArray(copies) && copies.length === 0);
  return isNone && !("targetLogicallyAirGappedBackupVaultArn" in rule)
    ? [
        {
          message: `has a rule${named(rule)} without copies; add copyActions to the isolated vault`,
        },
      ]
    : [];
}

/** A backup without a number of days is kept for ever. */
function isKept(rule: Rule, { minimumDays }: ParameterValues): Finding[] {
  const [lifecycle] = objects(rule["lifecycle"]);
  const days = lifecycle?.["deleteAfter"];
  return typeof days === "number" && days < Number(minimumDays)
    ? [
        {
          message: `has a rule${named(rule)} that keeps backups for ${days} days; set lifecycle.deleteAfter to at least ${Number(minimumDays)}`,
        },
      ]
    : [];
}

function named({ ruleName }: Rule): string {
  return typeof ruleName === "string" ? ` ${ruleName}` : "";
}
