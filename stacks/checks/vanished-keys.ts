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
    const gone = kind.existing.filter(
      (name) => !kind.present.includes(name) && !kind.former.includes(name),
    );
    const unreleased = gone.filter((name) => !kind.released.includes(name));
    const follows = (name: string): boolean =>
      unreleased.some((above) => followsParent(name, above, added));
    for (const name of unreleased.filter((one) => !follows(one))) {
      const candidates = added.filter((other) => depthOf(other) === depthOf(name));
      const below = unreleased.filter((other) => followsParent(other, name, added)).length;
      problems.push(lost(kind, name, candidates, below));
    }
    for (const name of gone.filter((one) => !unreleased.includes(one))) {
      if (!existing.released.includes(name)) {
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

const depthOf = (path: string): number => path.split("/").length;

/** True when a path lies below another one, and also below a new path in its place: one `formerly` moves both. */
function followsParent(path: string, above: string, added: readonly string[]): boolean {
  return (
    path.startsWith(`${above}/`) &&
    added.some(
      (other) =>
        depthOf(other) === depthOf(above) && added.includes(other + path.slice(above.length)),
    )
  );
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
    { at: "organization.accounts", what: "account", list: "organization.released.accounts" },
    key,
    typeof owner === "string"
      ? [owner]
      : Object.keys(accounts).filter(
          (name) => accounts[name]?.id === undefined && !owner.includes(name),
        ),
  );
  return { path, rule: `${rule}; its id is ${id}`, found, remedy };
}

/**
 * Problem of a name that the configuration does not contain any more.
 *
 * @param added Names that may be its new one.
 * @param below Number of OUs that follow it. @default 0
 */
function lost(
  { at, what, list }: Readonly<Record<"at" | "what" | "list", string>>,
  name: string,
  added: readonly string[],
  below = 0,
): Problem {
  const others = below === 0 ? "" : `, with the ${below === 1 ? "one" : below} below it`;
  return {
    path: `${at}.${name}`,
    rule: `must stay${others}: this program has created or adopted the ${what}, and without its key it would create another one`,
    found: "nothing",
    remedy: `add it again; or, when it has a new key${added.length > 0 ? `, such as ${listOf(added)}` : ""}, write there formerly: ${show([name])}; or let it go with ${list} (${PAGE})`,
  };
}
