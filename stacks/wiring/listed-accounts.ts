import * as aws from "@pulumi/aws";

/** An account that AWS Organizations lists. */
export interface ListedAccount {
  readonly id: string;
  readonly email: string;
}

/**
 * Accounts of the organization that are in use, except the management account. Empty when there is no organization yet.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export async function listedAccounts(provider: aws.Provider): Promise<ListedAccount[]> {
  try {
    const { nonMasterAccounts } = await aws.organizations.getOrganization({}, { provider });
    return nonMasterAccounts
      .filter(({ state }) => state === "ACTIVE")
      .map(({ id, email }) => ({ id, email }));
  } catch (error) {
    if (error instanceof Error && error.message.includes("AWSOrganizationsNotInUseException")) {
      return [];
    }
    throw error;
  }
}

/** True for an account with the tag that this program sets on every account that it creates. */
export async function isCreatedHere(id: string, provider: aws.Provider): Promise<boolean> {
  const { tags } = await aws.organizations.getResourceTags({ resourceId: id }, { provider });
  return tags["ManagedBy"] === "pulumi";
}
