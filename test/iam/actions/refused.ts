import type { Request } from "../simulate";

/** An action that guardrails deny even to the deployment role. */
export interface Refusal {
  readonly action: string;
  /** End of the ARN. A `*` at its end matches the rest of a name. */
  readonly resource: string;
  readonly why: string;
}

/** Actions of rare deployments that only the role of last resort may do. */
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

/** True for a request that one of the refusals describes. */
export function isRefused({ action, resource }: Request, refusals: readonly Refusal[]): boolean {
  return refusals.some(
    (refusal) =>
      refusal.action === action &&
      (refusal.resource.endsWith("*")
        ? resource.includes(`:${refusal.resource.slice(0, -1)}`)
        : resource.endsWith(`:${refusal.resource}`)),
  );
}
