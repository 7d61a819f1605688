import { type Assignment, WorkforceAccess } from "../../components/identity/workforce-access";
import { logBucketArnPatterns } from "../../components/shared/naming";
import { accountOfRole, formerAccountKeys } from "../company/accounts";
import type { Organization } from "../company/organization";
import { buildMemberBaseline } from "./baseline";
import type { Settings } from "../company/settings";
import { permissionSetKeys } from "../company/settings/identity";
import type { StackBuilder } from "../wiring/context";

/** Builds people's access to every account in the delegated administrator: permission sets, groups and assignments. */
export const identityStack: StackBuilder<"identity"> = async (context) => {
  await buildMemberBaseline(context);
  const { organization, place, provider, providers, settings } = context;
  const access = new WorkforceAccess(
    "access",
    {
      place: { ...place, region: settings.region ?? place.region },
      logBucketArns: logBucketArnPatterns(
        place.partition,
        organization.name,
        providers.accountId(accountOfRole(organization, "log-archive")),
      ),
      groupSource: settings.groupSource,
      // A group without accounts stays: people are its members.
      groups: Object.fromEntries(
        Object.keys(settings.assignments).map((group) => [group, settings.groups[group] ?? {}]),
      ),
      assignments: assignmentsOf(settings, organization, (account) => providers.accountId(account)),
    },
    { providers: [provider] },
  );
  return {
    instanceArn: access.instanceArn,
    permissionSetNames: access.permissionSetNames,
  };
};

/** List of assignments from the nested map in configuration: group, permission set, accounts. */
function assignmentsOf(
  { assignments }: Settings<"identity">,
  organization: Organization,
  accountId: (account: string) => string,
): Assignment[] {
  return Object.entries(assignments).flatMap(([group, sets]) =>
    permissionSetKeys.flatMap((permissionSet) =>
      [...new Set(sets[permissionSet])].map((account) => ({
        group,
        permissionSet,
        account,
        formerAccounts: formerAccountKeys(organization, account),
        accountId: accountId(account),
      })),
    ),
  );
}
