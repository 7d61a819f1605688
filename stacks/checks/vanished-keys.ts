import { formerAccountKeys, formerUnitPaths, unitPaths } from "../company/accounts";
import type { Organization } from "../company/organization";
import { listOf, type Problem, show } from "../company/problems";

/** Accounts and OUs that exist, by the names that the program gave them. */
export interface ExistingNames {
  readonly accounts: readonly string[];
  readonly organizationalUnits: readonly string[];
  /** Keys and paths whose protection the last complete deployment has removed. */
  readonly released: readonly string[];
}

/** An account that AWS Organizations lists, and the key in its address. */
export interface KeyedAccount {
  readonly key: string;
  readonly id: string;
}

const PAGE = "docs/runbooks/closing-an-account.md";

/** Refuses a configuration without the key of an account, or the path of an OU, that the state of the stack contains. */
export function keysHaveStayed(
  organization: Organization,
  existing: ExistingNames,
  problems: Problem[],
): void {
  const { accounts, organizationalUnits: units, released } = organization;
  const [keys, paths] = [Object.keys(accounts), unitPaths(units)];
  const kinds = [
    {
      at: "organization.accounts",
      what: "account",
      present: keys,
      former: keys.flatMap((key) => formerAccountKeys(organization, key)),
      created: keys.filter((key) => accounts[key]?.id === undefined),
      existing: existing.accounts,
      released: released.accounts,
      list: "organization.released.accounts",
    },
    {
      at: "organization.organizationalUnits",
      what: "organizational unit",
      present: paths,
      former: paths.flatMap((path) => formerUnitPaths(units, path)),
      created: paths,
      existing: existing.organizationalUnits,
      released: released.organizationalUnits,
      list: "organization.released.organizationalUnits",
    },
  ];
  for (const kind of kinds) {
    const added = kind.created.filter((name) => !kind.existing.includes(name));
    for (const name of kind.existing) {
      if (kind.present.includes(name) || kind.former.includes(name)) {
        continue;
      }
      if (!kind.released.includes(name)) {
        problems.push(lost(kind.at, kind.what, name, kind.list, added));
      } else if (!existing.released.includes(name)) {
        problems.push({
          path: `${kind.at}.${name}`,
          rule: `must stay for one more deployment: the ${kind.what} is still protected in the state of the stack`,
          found: "nothing",
          remedy: `add it again, deploy the stack management while ${kind.list} lists it, and then remove it (${PAGE})`,
        });
      }
    }
  }
}

/**
 * Accounts that a failed run has perhaps created: AWS lists them with an address of the company's pattern, and their key
 * is none of the configuration.
 */
export function strangers(
  organization: Organization,
  listed: readonly { readonly id: string; readonly email: string }[],
): KeyedAccount[] {
  const { accounts, email: pattern, released } = organization;
  const known = new Set([
    ...Object.keys(accounts).flatMap((key) => [key, ...formerAccountKeys(organization, key)]),
    ...released.accounts,
  ]);
  const taken = new Set(
    Object.values(accounts).flatMap(({ id, email }) => [id, email?.toLowerCase()]),
  );
  const [start = "", end = ""] = pattern.toLowerCase().split("{account}");
  return listed.flatMap(({ id, email }) => {
    const address = email.toLowerCase();
    const key = address.slice(start.length, address.length - end.length);
    const fits = key !== "" && address === `${start}${key}${end}`;
    return fits && !known.has(key) && !taken.has(id) && !taken.has(address) ? [{ key, id }] : [];
  });
}

/**
 * Problem of an account that the program has created, and whose key the configuration does not contain.
 *
 * @param owner Key that the account has in the state of the stack; or else the keys of all accounts there.
 */
export function unrecorded(
  { key, id }: KeyedAccount,
  { accounts }: Organization,
  owner: string | readonly string[],
): Problem {
  const { path, rule, found, remedy } = lost(
    "organization.accounts",
    "account",
    key,
    "organization.released.accounts",
    typeof owner === "string"
      ? [owner]
      : Object.keys(accounts).filter(
          (name) => accounts[name]?.id === undefined && !owner.includes(name),
        ),
  );
  return { path, rule: `${rule}; its id is ${id}`, found, remedy };
}

function lost(
  at: string,
  what: string,
  name: string,
  list: string,
  added: readonly string[],
): Problem {
  return {
    path: `${at}.${name}`,
    rule: `must stay: this program has created or adopted the ${what}, and without its key it would create another one`,
    found: "nothing",
    remedy: `add it again; or, when it has a new key${added.length > 0 ? `, such as ${listOf(added)}` : ""}, write there formerly: ${show([name])}; or let it go with ${list} (${PAGE})`,
  };
}
