import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import { eachEntry, soundItems, whereSound } from "../company/sound";
import { ownTags, TAGS_PER_RESOURCE } from "../company/values";

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
        rule: `results in more than ${most} tags together with organization.tags.values, Environment, ManagedBy and platform:managed-by: AWS allows ${TAGS_PER_RESOURCE} on a resource, and ${TAGS_OF_A_RESOURCE} are left for its own`,
        found: `${size} tags`,
        remedy: "remove tags here or in organization.tags.values",
      });
    }
  });
}

/**
 * Refuses keys that differ only in the case of letters: for IAM they are one key, and it refuses a key twice.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
 */
export function tagKeysDiffer({ accounts, tags }: Organization, problems: Problem[]): void {
  const refuse = (path: string, keys: readonly string[], others: readonly string[] = []): void => {
    keys.forEach((key, index) => {
      const same = [...others, ...keys.slice(0, index)].find(
        (other) => other !== key && other.toLowerCase() === key.toLowerCase(),
      );
      if (same !== undefined) {
        problems.push({
          path,
          rule: `must differ from ${same} in more than the case of letters: IAM refuses two keys that it takes for one`,
          found: show(key),
          remedy: "write the key the same everywhere, or remove one of the two",
        });
      }
    });
  };
  whereSound(() => {
    refuse("organization.tags.required", soundItems(tags.required), ownTags);
  });
  const company = Object.keys(tags.values);
  refuse("organization.tags.values", company);
  eachEntry(accounts, (name, account) => {
    refuse(`organization.accounts.${name}.tags`, Object.keys(account.tags), company);
  });
}
