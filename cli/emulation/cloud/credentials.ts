import { CloudError } from "../core/errors";
import type { CloudView } from "../core/resource";

/** Role that AWS Organizations creates in a new account unless the account names another one. */
const ORGANIZATION_ROLE = "OrganizationAccountAccessRole";

/**
 * Account of the credentials after a caller in the management account has assumed a role; without a role the management
 * account itself.
 *
 * @throws CloudError when the account or the role does not exist.
 */
export function assumeRole(cloud: CloudView, roleArn: string | undefined): string {
  if (roleArn === undefined) {
    return cloud.managementAccount;
  }
  const [, , , , accountId = "", resource = ""] = roleArn.split(":");
  const made = cloud
    .all("aws:organizations/account:Account")
    .find((account) => account.id === accountId);
  const roleName = made?.inputs["roleName"];
  const bootstrapRole = made && (typeof roleName === "string" ? roleName : ORGANIZATION_ROLE);
  const name = resource.split("/").at(-1);
  const exists =
    name === bootstrapRole ||
    cloud
      .all("aws:iam/role:Role")
      .some(({ id, site }) => id === name && site.account === accountId);
  if (!exists) {
    throw new CloudError(
      "AccessDenied",
      `the principal is not authorized to perform sts:AssumeRole on resource ${roleArn}`,
    );
  }
  return accountId;
}
