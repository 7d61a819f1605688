import { partitionOf } from "../../components/shared/place";
import type { SoundSections } from "../company/organization";
import { type Problem, show } from "../company/problems";
import {
  adoptedAccountsHaveARole,
  controlTowerComesFirst,
  emailsAreUnique,
  idsAreUnique,
  rolesAreBuiltOnce,
  unitsExist,
} from "./accounts";
import {
  poolIsPrivate,
  spokesBelongToAccounts,
  spokesDoNotOverlap,
  spokesFit,
} from "./address-plan";
import { guardrailsAreSound, platformRolesStayProtected } from "./guardrails";
import { namesFit } from "./name-lengths";

/** A check between sections of the organization. */
type Check = (organization: SoundSections, problems: Problem[]) => void;

/** Every check between the sections of an organization. */
export const organizationChecks: readonly Check[] = [
  homeRegionIsGoverned,
  regionsAreOfOnePartition,
  idsAreUnique,
  emailsAreUnique,
  unitsExist,
  adoptedAccountsHaveARole,
  controlTowerComesFirst,
  poolIsPrivate,
  spokesBelongToAccounts,
  spokesFit,
  spokesDoNotOverlap,
  requiredTagsHaveValues,
  namesFit,
  rolesAreBuiltOnce,
  guardrailsAreSound,
  platformRolesStayProtected,
];

function homeRegionIsGoverned(
  { homeRegion, governedRegions }: SoundSections,
  problems: Problem[],
): void {
  if (homeRegion && governedRegions && !governedRegions.includes(homeRegion)) {
    problems.push({
      path: "organization.homeRegion",
      rule: "must be one of the governed Regions",
      found: show(homeRegion),
      remedy: `add it to organization.governedRegions, or choose one of ${governedRegions.join(", ")}`,
    });
  }
}

function regionsAreOfOnePartition(
  { governedRegions = [] }: SoundSections,
  problems: Problem[],
): void {
  const partitions = [...new Set(governedRegions.map(partitionOf))];
  if (partitions.length > 1) {
    problems.push({
      path: "organization.governedRegions",
      rule: `must be in one AWS partition, not in ${partitions.join(" and ")}`,
      found: show(governedRegions),
      remedy: "create one project for each partition: an organization exists in only one",
    });
  }
}

function requiredTagsHaveValues({ tags, accounts }: SoundSections, problems: Problem[]): void {
  if (!tags || !accounts) {
    return;
  }
  const given = new Set(["Environment", "ManagedBy", ...Object.keys(tags.values)]);
  for (const key of tags.required.filter((required) => !given.has(required))) {
    const lacking = Object.entries(accounts).filter(([, account]) => !(key in account.tags));
    if (lacking.length > 0) {
      problems.push({
        path: `organization.tags.values.${key}`,
        rule: "is required by organization.tags.required",
        found: "nothing",
        remedy: `set a value here, or in the tags of ${lacking.map(([name]) => name).join(", ")}`,
      });
    }
  }
}
