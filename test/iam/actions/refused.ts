import type { Request } from "../simulate";

/** An action that guardrails keep even from the deployment role. */
export interface Refusal {
  readonly action: string;
  /** What the ARN ends with; may be the start of a name that `*` closes. */
  readonly resource: string;
  readonly why: string;
}

/** What a deployment would ask for in extraordinary work, and is left to the role of last resort. */
export const refused: readonly Refusal[] = [
  ...["iam:DeleteRole", "iam:UpdateAssumeRolePolicy"].map((action) => ({
    action,
    resource: "role/platform-backup",
    why: "whoever that role trusts could remove backups as AWS Backup does",
  })),
  ...["alias/platform-*", "alias/acme-organization-trail"].map((resource) => ({
    action: "kms:UpdateAlias",
    resource,
    why: "the alias is what marks the key as one that nobody may end",
  })),
];

/** True for a request that one of the refusals speaks of. */
export function isRefused({ action, resource }: Request, refusals: readonly Refusal[]): boolean {
  return refusals.some(
    (refusal) =>
      refusal.action === action &&
      (refusal.resource.endsWith("*")
        ? resource.includes(`:${refusal.resource.slice(0, -1)}`)
        : resource.endsWith(`:${refusal.resource}`)),
  );
}
