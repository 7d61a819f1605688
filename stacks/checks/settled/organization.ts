import { formerAccountKeys, formerUnitPaths } from "../../company/accounts";
import type { Organization } from "../../company/organization";
import type { Problem } from "../../company/problems";
import { type DeployedResource, idOfArn, mustStay, ofType } from "./deployed";

/** Types of the resources that contain accounts and OUs. */
export const ACCOUNT_TYPE = "aws:organizations/account:Account";
export const UNIT_TYPE = "aws:organizations/organizationalUnit:OrganizationalUnit";
const ORGANIZATION_TYPE = "aws:organizations/organization:Organization";

const because =
  "the state of the stack has this one, and another id would be imported in its place";

/** True for a resource that a run which only imports does not have. */
function isMore(type: string): boolean {
  return type.startsWith("aws:") && ![ORGANIZATION_TYPE, UNIT_TYPE, ACCOUNT_TYPE].includes(type);
}

/** Refuses to go back to a run that only imports: it has organization, OUs and accounts, and would delete everything else. */
export function importIsOver(
  { existing }: Organization,
  own: readonly DeployedResource[],
  problems: Problem[],
): void {
  if (existing?.imported === false && own.some(({ type }) => isMore(type))) {
    problems.push(
      mustStay({
        path: "organization.existing.imported",
        deployed: true,
        wanted: false,
        because:
          "a run that only imports would delete the policies, delegations, budget and roles that the stack has created",
      }),
    );
  }
}

/** Compares the ids of an adopted organization, of its root, OUs and accounts with those of the state. */
export function idsHaveStayed(
  organization: Organization,
  own: readonly DeployedResource[],
  problems: Problem[],
): void {
  const { existing, organizationalUnits, accounts } = organization;
  const compare = (path: string, deployed: unknown, wanted: string | undefined): void => {
    if (wanted !== undefined && typeof deployed === "string" && deployed !== wanted) {
      problems.push(mustStay({ path, deployed, wanted, because }));
    }
  };
  const idIn = (type: string, names?: readonly string[]): string | undefined => {
    const found = ofType(own, type).find(({ name }) => names?.includes(name) ?? true);
    return found && idOfArn(found.outputs["arn"]);
  };
  compare("organization.existing.id", idIn(ORGANIZATION_TYPE), existing?.id);
  const top = ofType(own, UNIT_TYPE).find(({ name }) => !name.includes("/"));
  compare("organization.existing.rootId", top?.outputs["parentId"], existing?.rootId);
  for (const [path, { id }] of Object.entries(organizationalUnits)) {
    const names = [path, ...formerUnitPaths(organizationalUnits, path)];
    compare(`organization.organizationalUnits.${path}.id`, idIn(UNIT_TYPE, names), id);
  }
  for (const [key, { id }] of Object.entries(accounts)) {
    const names = [key, ...formerAccountKeys(organization, key)];
    compare(`organization.accounts.${key}.id`, idIn(ACCOUNT_TYPE, names), id);
  }
}
