import { type DeployedResource, ofType } from "../checks/settled/deployed";
import { ACCOUNT_TYPE, UNIT_TYPE } from "../checks/settled/organization";
import { unitPaths } from "../company/accounts";
import type { Organization } from "../company/organization";

/**
 * Accounts and OUs that this deployment leaves without protection: the next one may do without them. Those that it removes
 * from the state are among them, because their deletion may still fail.
 *
 * @param deployed Accounts and OUs in the state of the stack before this deployment.
 */
export function releasedNames(
  { accounts, organizationalUnits, released }: Organization,
  deployed: readonly DeployedResource[],
): string[] {
  const paths = unitPaths(organizationalUnits);
  const has = (type: string, name: string): boolean =>
    ofType(deployed, type).some((resource) => resource.name === name);
  return [
    ...released.accounts.filter((key) => Object.hasOwn(accounts, key) || has(ACCOUNT_TYPE, key)),
    ...released.organizationalUnits.filter((path) => paths.includes(path) || has(UNIT_TYPE, path)),
  ];
}
