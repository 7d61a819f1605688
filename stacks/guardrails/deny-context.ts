import {
  APPLICATION_BUILD_ROLE,
  APPLICATION_DELIVERY_ROLE,
  APPLICATION_DEPLOY_ROLE,
  BACKUP_ALARM_TOPIC,
  BACKUP_ROLE,
  BACKUP_VAULT,
  BREAK_GLASS_ROLE,
  DELIVERY_PREVIEW_ROLE,
  DELIVERY_ROLE,
  DEPLOYMENT_ROLE,
  DETECTION_PACK,
  ISOLATED_VAULT,
  logBucketArnPatterns,
  MAIL_FEEDBACK_TOPIC,
  NOTIFICATION_TOPIC,
  PREVIEW_ROLE,
  roleArn,
  trailName,
} from "../../components/shared/naming";
import { partitionOf } from "../../components/shared/place";
import { accountIdAt, ORGANIZATION_ID } from "../../components/organization/placeholder-ids";
import type { DenyContext, Owner } from "../../policy-pack/guardrails/types/organization-policy";
import type { Organization } from "../company/organization";
import { accountOfRole } from "../company/accounts";
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
    accountIds: Object.keys(organization.accounts)
      .map((key, index) => ({
        key: organization.accounts[key]?.formerly?.[0] ?? key,
        id: accountIdAt(index),
      }))
      .sort((left, right) => (left.key < right.key ? -1 : 1))
      .map(({ id }) => id),
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
    trailName: trailName(organization.name),
    ...ownArns(organization, partition),
  };
}

/**
 * ARNs of the platform's own things, each with the account that it is in or with its full name: teams choose their names
 * freely, and guardrails leave these alone.
 */
function ownArns(organization: Organization, partition: string) {
  const arn = (service: string, account: string, resource: string): string =>
    `arn:${partition}:${service}:*:${account}:${resource}`;
  const idOf = (role: Owner | "backup" | "log-archive"): string =>
    accountIdAt(Object.keys(organization.accounts).indexOf(accountOfRole(organization, role)));
  const peopleOf = (owner: Owner): string[] => [
    roleArn(partition, idOf(owner), "aws-reserved/sso.amazonaws.com/*"),
  ];
  return {
    peopleArns: {
      audit: peopleOf("audit"),
      identity: peopleOf("identity"),
      network: peopleOf("network"),
    },
    resolverArns: [arn("route53resolver", idOf("network"), "*")],
    logBucketArns: logBucketArnPatterns(partition, organization.name, idOf("log-archive")),
    topicArns: [
      arn("sns", idOf("audit"), NOTIFICATION_TOPIC),
      arn("sns", idOf("backup"), BACKUP_ALARM_TOPIC),
      arn("sns", idOf("network"), MAIL_FEEDBACK_TOPIC),
    ],
    conformancePackArns: [
      arn("config", "*", `conformance-pack/${DETECTION_PACK}/*`),
      arn("config", idOf("audit"), `organization-conformance-pack/${DETECTION_PACK}*`),
    ],
    aggregatorArns: [arn("config", idOf("audit"), "config-aggregator/*")],
    backupVaultArns: [BACKUP_VAULT, ISOLATED_VAULT].map((name) =>
      arn("backup", "*", `backup-vault:${name}`),
    ),
    webEntryArns: [arn("elasticloadbalancing", "*", `loadbalancer/app/${WEB_ENTRY_PATTERN}/*`)],
  };
}

/** Name of the load balancer of a workload's entry, with the seven digits that Pulumi adds. */
const WEB_ENTRY_PATTERN = "workload-web-???????";

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
