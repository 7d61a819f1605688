import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { DenyContext } from "../types/organization-policy";
import type { ParameterValues } from "../types/parameter";

export const requireOrganizationBackups: Guardrail = {
  id: "require-organization-backups",
  deny: [
    {
      policyType: "BACKUP_POLICY",
      content: (context, parameters) => ({
        plans: { "platform-organization": planOf(context, parameters) },
      }),
    },
  ],
  preview: { none: "AWS creates the plan in each account, not a program" },
  detect: [{ configRule: "EC2_RESOURCES_PROTECTED_BY_BACKUP_PLAN" }],
  parameters: {
    hour: {
      type: "number",
      minimum: 0,
      maximum: 23,
      description: "Hour of the day, UTC, at which backups start",
      default: 3,
    },
    retentionDays: {
      type: "number",
      minimum: 1,
      maximum: 36_500,
      description: "Number of days that backups stay in the account",
      default: 35,
    },
    copyVaultArns: {
      type: "strings",
      of: "arn",
      mayBeEmpty: true,
      description: "ARNs of the vaults that each backup is copied to, such as the isolated vault",
      default: [],
    },
    copyRetentionDays: {
      type: "number",
      minimum: 1,
      maximum: 36_500,
      description: "Number of days that copies stay there; it must fit the vault's lock",
      default: 90,
    },
  },
  optIn:
    "workload accounts have a plan already; this plan is for other accounts, which first need the vault and the role platform-backup",
  about: {
    title: "Back up tagged resources of every account by one plan of the organization",
    why: "an account from outside the program has no backup plan, and the company notices this only when data is lost",
    comply: "Tag resources with Backup: true, and create the vault and the role in each account",
    severity: "medium",
    frameworks: [wellArchitected("REL09-BP03")],
    requirements: ["A8"],
    peers: ["Landing Zone Accelerator", "superwerker"],
  },
};

const VAULT = "platform-backup";

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html */
function planOf(context: DenyContext, parameters: ParameterValues): object {
  const copies = (parameters["copyVaultArns"] as readonly string[]).map((arn) => [
    arn,
    {
      target_backup_vault_arn: assign(arn),
      lifecycle: { delete_after_days: assign(String(Number(parameters["copyRetentionDays"]))) },
    },
  ]);
  return {
    regions: assign([context.homeRegion]),
    rules: {
      daily: {
        schedule_expression: assign(`cron(0 ${Number(parameters["hour"])} ? * * *)`),
        start_backup_window_minutes: assign("60"),
        complete_backup_window_minutes: assign("360"),
        target_backup_vault_name: assign(VAULT),
        lifecycle: { delete_after_days: assign(String(Number(parameters["retentionDays"]))) },
        ...(copies.length > 0 && { copy_actions: Object.fromEntries(copies) as object }),
      },
    },
    selections: {
      tags: {
        tagged: {
          iam_role_arn: assign(ownRole(context)),
          tag_key: assign("Backup"),
          tag_value: assign(["true"]),
        },
      },
    },
  };
}

function assign(value: string | readonly string[]): object {
  return { "@@assign": value };
}

/** AWS replaces `$account` with the account's id. */
function ownRole({ backupRoleArns: [role = ""] }: DenyContext): string {
  return role.replace("::*:", "::$account:");
}
