import type { Organization } from "./organization";

/** Tags of every resource in an account, from the organization, the account and its environment. */
export function accountTags(organization: Organization, name: string): Record<string, string> {
  const account = organization.accounts[name];
  return {
    ...organization.tags.values,
    ...account?.tags,
    Environment: account?.environment ?? "shared",
    ManagedBy: "pulumi",
  };
}
