import type { Organization } from "../company/organization";
import type { Problem } from "../company/problems";
import { eachEntry } from "../company/sound";
import { TAGS_PER_RESOURCE } from "../company/values";

/** Tags whose values the program sets. */
const ownTags = ["Environment", "ManagedBy"];

/** Room for tags that a resource has of its own: Name, those of a subnet for Kubernetes, those that EKS gives to nodes. */
const TAGS_OF_A_RESOURCE = 5;

/** Compares the tags that every resource of an account gets with the limit of AWS. */
export function tagsFit({ accounts, tags }: Organization, problems: Problem[]): void {
  const most = TAGS_PER_RESOURCE - TAGS_OF_A_RESOURCE;
  eachEntry(accounts, (name, account) => {
    const keys = [...ownTags, ...Object.keys(tags.values), ...Object.keys(account.tags)];
    const { size } = new Set(keys);
    if (size > most) {
      problems.push({
        path: `organization.accounts.${name}.tags`,
        rule: `results in more than ${most} tags together with organization.tags.values, Environment and ManagedBy: AWS allows ${TAGS_PER_RESOURCE} on a resource, and ${TAGS_OF_A_RESOURCE} are left for its own`,
        found: `${size} tags`,
        remedy: "remove tags here or in organization.tags.values",
      });
    }
  });
}
