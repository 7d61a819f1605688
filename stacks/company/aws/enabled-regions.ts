/**
 * Regions that every new account may use: those that AWS launched before 2019-03-20. AWS enables each later Region only on
 * request, in each account. Read on 2026-11-28.
 *
 * @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
export const enabledRegions: readonly string[] = [
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
];

/** The Regions of a list that a new account cannot use yet. A Region that the tables do not know is newer, so it is one. */
export function disabledRegions(regions: readonly string[]): string[] {
  return regions.filter((region) => !enabledRegions.includes(region));
}
