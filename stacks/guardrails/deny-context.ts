import {
  APPLICATION_BUILD_ROLE,
  APPLICATION_DELIVERY_ROLE,
  APPLICATION_DEPLOY_ROLE,
  BACKUP_ROLE,
  BREAK_GLASS_ROLE,
  DELIVERY_PREVIEW_ROLE,
  DELIVERY_ROLE,
  DEPLOYMENT_ROLE,
  logBucketArnPatterns,
  PREVIEW_ROLE,
  roleArn,
  trailName,
} from "../../components/shared/naming";
import { partitionOf } from "../../components/shared/place";
import { ORGANIZATION_ID } from "../../components/organization/placeholder-ids";
import type { DenyContext } from "../../policy-pack/guardrails/types/organization-policy";
import type { Organization } from "../company/organization";
import { bootstrapRole } from "../company/bootstrap-role";
import { type EffectiveGuardrail, effectiveGuardrails } from "./effective";

/**
 * Facts for the policies of one guardrail.
 *
 * @param on Every enabled guardrail: a role that any of them exempts is protected.
 */
export function denyContext(
  organization: Organization,
  { exemptRoles: own }: Pick<EffectiveGuardrail, "exemptRoles">,
  on: readonly EffectiveGuardrail[] = effectiveGuardrails(organization),
): DenyContext {
  const partition = partitionOf(organization.homeRegion);
  const anyAccount = (roles: readonly string[]): string[] =>
    [...new Set(roles)].sort().map((role) => roleArn(partition, "*", pathOf(role)));
  const everywhere = exemptRoles(organization);
  return {
    partition,
    organizationId: ORGANIZATION_ID,
    managementAccountId: organization.accounts["management"]?.id ?? "",
    homeRegion: organization.homeRegion,
    governedRegions: organization.governedRegions,
    exemptRoleArns: anyAccount([...everywhere, ...own]),
    lastResortRoleArns: anyAccount([BREAK_GLASS_ROLE, ...own]),
    protectedRoleArns: anyAccount([
      ...everywhere,
      ...leadingRoles,
      // Roles of permission sets need no protection: only AWS can create or change them.
      ...on.flatMap(({ exemptRoles: names }) => names.filter((name) => !name.startsWith(SET))),
    ]),
    backupRoleArns: anyAccount([BACKUP_ROLE]),
    keyAliases: ["alias/platform-*", `alias/${trailName(organization.name)}*`],
    trailName: trailName(organization.name),
    logBucketArns: logBucketArnPatterns(partition, organization.name),
  };
}

/** Prefix of a permission set among the exempt roles. */
const SET = "permissionSet:";

/** Path and name of a role. The role of a permission set has a Region in its path and a suffix from Identity Center. */
function pathOf(role: string): string {
  return role.startsWith(SET)
    ? `aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${role.slice(SET.length)}_*`
    : role;
}

/** Roles that may assume an exempt role, deploy applications or delete backups. A change of such a role could extend its access. */
const leadingRoles = [
  APPLICATION_BUILD_ROLE,
  APPLICATION_DELIVERY_ROLE,
  APPLICATION_DEPLOY_ROLE,
  BACKUP_ROLE,
  DELIVERY_PREVIEW_ROLE,
  DELIVERY_ROLE,
  PREVIEW_ROLE,
];

/** Roles that this program builds. */
export const platformRoles: readonly string[] = [...leadingRoles, DEPLOYMENT_ROLE];

/**
 * Roles that guardrails exempt. They include each bootstrap role while a provider assumes it: the exemption ends when
 * the last account uses its deployment role.
 */
export function exemptRoles(organization: Organization): string[] {
  const roles = new Set([DEPLOYMENT_ROLE, BREAK_GLASS_ROLE]);
  if (organization.governance === "control-tower") {
    roles.add("AWSControlTowerExecution");
  }
  for (const [name, account] of Object.entries(organization.accounts)) {
    if (
      name !== "management" &&
      (account.credentials ?? organization.credentials) === "bootstrap"
    ) {
      roles.add(account.bootstrapRole ?? bootstrapRole(organization));
    }
  }
  return [...roles].sort();
}
