import type { Organization } from "./organization";

/** Role that AWS creates in a new account. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html */
export function bootstrapRole(organization: Organization): string {
  return organization.governance === "control-tower"
    ? "AWSControlTowerExecution"
    : "OrganizationAccountAccessRole";
}
