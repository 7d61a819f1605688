import * as naming from "../../components/shared/naming";
import { keyInAws } from "../company/accounts";
import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import { soundItems, soundOr } from "../company/sound";

/** A name composed of configured parts, with the limit AWS sets for it. */
export interface ComposedName {
  /** Path of the configured part to shorten when the name is too long. */
  readonly path: string;
  /** Noun for the problem, such as "a bucket name". */
  readonly what: string;
  readonly value: string;
  /** Characters that AWS allows. */
  readonly limit: number;
}

/** Example of an account id: only its length counts. */
const accountId = "123456789012";

/** Every name that is composed of the organization's name, an account's key or a Region. */
export function composedNames(
  organization: string,
  accounts: readonly string[],
  regions: readonly string[],
): ComposedName[] {
  const path = "organization.name";
  const names: ComposedName[] = [
    { path, what: "a trail name", value: naming.trailName(organization), limit: 128 },
  ];
  for (const region of regions) {
    for (const source of naming.logSources) {
      const value = naming.logBucketName(organization, source, { accountId, region });
      names.push({ path, what: "a bucket name", value, limit: 63 });
    }
  }
  for (const account of accounts) {
    const of = `organization.accounts.${account}`;
    names.push(
      {
        path: of,
        what: "a cluster name",
        value: naming.clusterName(organization, account),
        limit: 100,
      },
      {
        path: of,
        what: "a database identifier",
        value: naming.databaseIdentifier(organization, account),
        limit: 63,
      },
      {
        path: of,
        what: "a cache user's name",
        value: naming.cacheUserId(naming.cacheGroupId(account)),
        limit: 40,
      },
    );
  }
  return names;
}

/** Compares each composed name with the limit that AWS sets for it. */
export function namesFit(
  { name, accounts, governedRegions }: Organization,
  problems: Problem[],
): void {
  const regions = soundItems(governedRegions);
  const names = Object.keys(accounts).map((key) =>
    soundOr(key, () => keyInAws(key, accounts[key])),
  );
  for (const composed of composedNames(name, names, regions)) {
    if (composed.value.length > composed.limit) {
      problems.push({
        path: composed.path,
        rule: `results in ${composed.what} of ${composed.value.length} characters: AWS allows at most ${composed.limit}`,
        found: show(composed.value),
        remedy: "choose a shorter name",
      });
    }
  }
}
