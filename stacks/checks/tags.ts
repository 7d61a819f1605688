import type { Organization } from "../company/organization";
import type { Problem } from "../company/problems";
import { eachEntry } from "../company/sound";
import { accountTags } from "../company/tags";
import { TAGS_PER_RESOURCE } from "../company/values";

/** Room for tags that a resource has of its own: Name, those of a subnet for Kubernetes, those that EKS gives to nodes. */
const TAGS_OF_A_RESOURCE = 5;

/** Compares the tags that every resource of an account gets with the limit of AWS. */
export function tagsFit(organization: Organization, problems: Problem[]): void {
  const most = TAGS_PER_RESOURCE - TAGS_OF_A_RESOURCE;
  eachEntry(organization.accounts, (name) => {
    const { length } = Object.keys(accountTags(organization, name));
    if (length > most) {
      problems.push({
        path: `organization.accounts.${name}.tags`,
        rule: `results in more than ${most} tags together with organization.tags.values, Environment and ManagedBy: AWS allows ${TAGS_PER_RESOURCE} on a resource, and ${TAGS_OF_A_RESOURCE} are left for its own`,
        found: `${length} tags`,
        remedy: "remove tags here or in organization.tags.values",
      });
    }
  });
}
