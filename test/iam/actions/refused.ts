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
