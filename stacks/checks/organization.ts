import { disabledRegions, enabledRegions } from "../company/aws/enabled-regions";
import type { Organization } from "../company/organization";
import { listOf, type Problem, show } from "../company/problems";
import { soundItems, soundOr } from "../company/sound";
import { ownTags } from "../company/values";
import { acceptedValuesAreCurrent } from "./accepted";
import {
  accountFactoryComesFirst,
  adoptedAccountsHaveARole,
  controlTowerComesFirst,
  emailsAreUnique,
  environmentsAreGiven,
  idsAreUnique,
  importsNeedAnOrganization,
  rolesAreBuiltOnce,
  rolesHaveAccounts,
  stacksBelongToAccounts,
  unitIdsFit,
  unitsAreOfOneKind,
  unitsExist,
} from "./accounts";
import {
  poolIsPrivate,
  spokesAreInPool,
  spokesAreOfWorkloads,
  spokesBelongToAccounts,
  spokesDoNotOverlap,
  spokesFit,
} from "./address-plan";
import { isRegion, organizationValuesAreKnown } from "./enumerated";
import { formerAccountsAreFree, formerUnitsAreFree, unitTitlesDiffer } from "./formerly";
import { detectionLeavesOutFewAccounts } from "./detection";
import { guardrailsAreSound, platformRolesStayProtected } from "./guardrails";
import { mailRecordsFit } from "./mail";
import { existingOrganizationHasAStage, rolloutUnitsExist } from "./rollout";
import { namesFit } from "./name-lengths";
import { secretsProviderFitsBackend } from "./state";
import { tagKeysDiffer, tagsFit } from "./tags";

/** A check between sections of the organization. */
type Check = (organization: Organization, problems: Problem[]) => void;

/** Every check between the sections of an organization. */
export const organizationChecks: readonly Check[] = [
  homeRegionIsGoverned,
  homeRegionIsEnabledByDefault,
  secretsProviderFitsBackend,
  organizationValuesAreKnown,
  acceptedValuesAreCurrent,
  idsAreUnique,
  unitIdsFit,
  importsNeedAnOrganization,
  emailsAreUnique,
  formerAccountsAreFree,
  formerUnitsAreFree,
  unitTitlesDiffer,
  unitsExist,
  environmentsAreGiven,
  unitsAreOfOneKind,
  adoptedAccountsHaveARole,
  controlTowerComesFirst,
  accountFactoryComesFirst,
  poolIsPrivate,
  spokesBelongToAccounts,
  spokesFit,
  spokesAreInPool,
  spokesAreOfWorkloads,
  spokesDoNotOverlap,
  requiredTagsHaveValues,
  namesFit,
  tagsFit,
  tagKeysDiffer,
  mailRecordsFit,
  rolesAreBuiltOnce,
  rolesHaveAccounts,
  existingOrganizationHasAStage,
  rolloutUnitsExist,
  stacksBelongToAccounts,
  guardrailsAreSound,
  detectionLeavesOutFewAccounts,
  platformRolesStayProtected,
];

function homeRegionIsGoverned(
  { homeRegion, governedRegions, accepted }: Organization,
  problems: Problem[],
): void {
  // An empty list has a problem already.
  const isOutside = governedRegions.length > 0 && !governedRegions.includes(homeRegion);
  if (isOutside && isRegion(homeRegion, accepted)) {
    problems.push({
      path: "organization.homeRegion",
      rule: "must be one of the governed Regions",
      found: show(homeRegion),
      remedy: `add it to organization.governedRegions, or choose one of ${governedRegions.join(", ")}`,
    });
  }
}

/**
 * Refuses a home Region that accounts must enable first: the home Region of Security Hub cannot be one, and most of them
 * have no Amazon SES. Newer Regions of `organization.accepted` are such Regions too.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/finding-aggregation-enable.html
 */
function homeRegionIsEnabledByDefault(
  { homeRegion, accepted }: Organization,
  problems: Problem[],
): void {
  if (isRegion(homeRegion, accepted) && disabledRegions([homeRegion]).length > 0) {
    problems.push({
      path: "organization.homeRegion",
      rule: "must be a Region that AWS enables in every account: Security Hub is configured from no other",
      found: show(homeRegion),
      remedy: `choose one of ${enabledRegions.join(", ")}; the Region can be a governed one`,
    });
  }
}

function requiredTagsHaveValues({ tags, accounts }: Organization, problems: Problem[]): void {
  const given = new Set([...ownTags, ...Object.keys(tags.values)]);
  for (const key of soundItems(tags.required).filter((required) => !given.has(required))) {
    const lacking = Object.keys(accounts).filter((name) =>
      // Tags with a problem may contain the key.
      soundOr(false, () => !(key in (accounts[name]?.tags ?? {}))),
    );
    if (lacking.length > 0) {
      problems.push({
        path: `organization.tags.values.${key}`,
        rule: "is required by organization.tags.required",
        found: "nothing",
        remedy: `set a value here, or in the tags of ${listOf(lacking)}`,
      });
    }
  }
}
