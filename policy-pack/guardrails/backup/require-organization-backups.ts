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
  preview: { none: "the organization makes the plan in each account, not a program" },
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
      description: "Days that backups stay in the account",
      default: 35,
    },
    copyVaultArns: {
      type: "strings",
      of: "arn",
      mayBeEmpty: true,
      description: "ARNs of the vaults that each backup is copied to, such as the isolated one",
      default: [],
    },
    copyRetentionDays: {
      type: "number",
      minimum: 1,
      maximum: 36_500,
      description: "Days that copies stay there; they must fit the vault's lock",
      default: 90,
    },
  },
  optIn:
    "workload accounts have a plan of their own; this one is for accounts without, which need the vault and the role platform-backup first",
  about: {
    title: "Back up tagged resources of every account by one plan of the organization",
    why: "an account that was not made by the program has no plan, and nobody notices until something is lost",
    comply:
      "Tag what is backed up with Backup: true, and make the vault and the role in each account",
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

/** AWS puts the account's id in the place of `$account`. */
function ownRole({ backupRoleArns: [role = ""] }: DenyContext): string {
  return role.replace("::*:", "::$account:");
}
