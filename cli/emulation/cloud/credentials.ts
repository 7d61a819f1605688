import { CloudError } from "../core/errors";
import type { CloudView } from "../core/resource";

/** Resources that give permissions to a role. */
const GRANTS = [
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/rolePolicy:RolePolicy",
];

/** Role that AWS Organizations creates in a new account unless the account names another one. */
const ORGANIZATION_ROLE = "OrganizationAccountAccessRole";

/**
 * Account of the credentials after a caller in the management account has assumed a role; without a role the management
 * account itself.
 *
 * @throws CloudError when the account or the role does not exist, or the role has no permission any more.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
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
  if (name === bootstrapRole) {
    return accountId;
  }
  if (
    !cloud
      .all("aws:iam/role:Role")
      .some(({ id, site }) => id === name && site.account === accountId)
  ) {
    throw new CloudError(
      "AccessDenied",
      `the principal is not authorized to perform sts:AssumeRole on resource ${roleArn}`,
    );
  }
  const granted = GRANTS.flatMap((type) => cloud.all(type)).some(
    ({ inputs, site }) => inputs["role"] === name && site.account === accountId,
  );
  if (!granted) {
    throw new CloudError(
      "AccessDenied",
      `${roleArn} is not authorized to perform this action because no identity-based policy allows the action`,
    );
  }
  return accountId;
}
