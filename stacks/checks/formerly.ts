import { formerUnitPaths, unitPaths } from "../company/accounts";
import type { Organization } from "../company/organization";
import { misspeltOr, type Problem, show } from "../company/problems";
import { eachEntry, soundOr } from "../company/sound";

/** Names of one kind with their former names, and where problems with them are. */
export interface Renamed {
  /** Noun of one, such as `account`. */
  readonly what: string;
  readonly names: readonly string[];
  readonly formerly: Readonly<Record<string, readonly string[]>>;
  /** Path of the key `formerly` of a name. */
  readonly at: (name: string) => string;
}

/** Requires former names that nothing has now, and each for one thing only. */
export function formerNamesAreFree(
  { what, names, formerly, at }: Renamed,
  problems: Problem[],
): void {
  const claimed = new Map<string, string>();
  for (const [name, formers] of Object.entries(formerly)) {
    for (const former of formers) {
      const other = claimed.get(former);
      if (names.includes(former)) {
        problems.push({
          path: at(name),
          rule:
            former === name
              ? `must not contain the present name of the ${what}`
              : `must not name ${former}: the configuration has that ${what} as well`,
          found: show(former),
          remedy: `remove it; or remove ${former}, when ${name} is the same ${what} under its new name; or give ${former} another key, because a key that a thing has had is not used for another one`,
        });
      } else if (other !== undefined) {
        problems.push({
          path: at(name),
          rule: `must not name ${former}: that is a former name of ${other}`,
          found: show(former),
          remedy: `keep it only where the ${what} is the same one`,
        });
      }
      claimed.set(former, name);
    }
  }
}

/** Requires former keys of accounts that no account has. */
export function formerAccountsAreFree(organization: Organization, problems: Problem[]): void {
  const { accounts } = organization;
  const formerly: Record<string, readonly string[]> = {};
  const released = soundOr<readonly string[]>([], () => organization.released.accounts);
  eachEntry(accounts, (key, account) => {
    const path = `organization.accounts.${key}.formerly`;
    if (account.formerly !== undefined && key === "management") {
      problems.push({
        path,
        rule: "must not be set: the management account has this key in every company",
        found: show(account.formerly),
        remedy: "remove the key",
      });
      return;
    }
    formerly[key] = account.formerly ?? [];
    const [first] = formerly[key];
    if (released.includes(key)) {
      // The address of an account that exists contains its first key.
      if (first !== undefined && !released.includes(first)) {
        problems.push({
          path: "organization.released.accounts",
          rule: `must contain ${first} as well: the account ${key} had this key when it was created`,
          found: show(released),
          remedy: `add ${first}, and keep both when you remove ${key} from accounts`,
        });
      }
      return;
    }
    for (const former of formerly[key].filter((name) => released.includes(name))) {
      problems.push({
        path,
        rule: `must not name ${former}: organization.released.accounts lets that account go`,
        found: show(former),
        remedy: "remove it from one of the two",
      });
    }
  });
  const names = Object.keys(accounts);
  formerNamesAreFree(
    { what: "account", names, formerly, at: (key) => `organization.accounts.${key}.formerly` },
    problems,
  );
}

/** Requires former paths of OUs that no OU has, in a parent that has not changed: AWS moves no OU. */
export function formerUnitsAreFree(
  { organizationalUnits: units }: Organization,
  problems: Problem[],
): void {
  const formerly: Record<string, readonly string[]> = {};
  const at = (path: string): string => `organization.organizationalUnits.${path}.formerly`;
  eachEntry(units, (path, unit) => {
    formerly[path] = unit.formerly ?? [];
    const parent = parentOf(path);
    const parents = [
      parent,
      ...(parent === "" ? [] : soundOr([], () => formerUnitPaths(units, parent))),
    ];
    for (const former of formerly[path].filter((name) => !parents.includes(parentOf(name)))) {
      problems.push({
        path: at(path),
        rule: "must be in the same parent: AWS cannot move an organizational unit",
        found: show(former),
        remedy: `write a path in ${parents.map((name) => (name === "" ? "the root" : name)).join(" or ")}; or create a new organizational unit and move its accounts`,
      });
    }
  });
  formerNamesAreFree(
    { what: "organizational unit", names: unitPaths(units), formerly, at },
    problems,
  );
}

/** Requires different names of OUs in one parent: AWS refuses a second one. */
export function unitTitlesDiffer(
  { organizationalUnits: units }: Organization,
  problems: Problem[],
): void {
  const paths = unitPaths(units);
  const titleOf = (path: string): string => units[path]?.name ?? path.split("/").at(-1) ?? "";
  eachEntry(units, (path, { name }) => {
    const owner = paths.find(
      (other) => other !== path && parentOf(other) === parentOf(path) && titleOf(other) === name,
    );
    if (owner !== undefined) {
      problems.push({
        path: `organization.organizationalUnits.${path}.name`,
        rule: `must differ from the name of ${owner}, which is in the same parent`,
        found: show(name),
        remedy: "choose another name for one of the two",
      });
    }
  });
}

function parentOf(path: string): string {
  return path.split("/").slice(0, -1).join("/");
}

/** Requires that names with settings exist, and former names that nothing has now. */
export function renamedExist(
  what: "groups" | "images",
  path: string,
  named: Readonly<Record<string, { readonly formerly?: readonly string[] | undefined }>>,
  names: readonly string[],
  problems: Problem[],
): void {
  const list = what === "groups" ? "identity.assignments" : "operations.images";
  const formerly: Record<string, readonly string[]> = {};
  eachEntry(named, (name, { formerly: formers = [] }) => {
    formerly[name] = formers;
    if (!names.includes(name)) {
      problems.push({
        path: `${path}.${name}`,
        rule: `must name ${what} of ${list}`,
        found: show(name),
        remedy: misspeltOr(name, names, Object.keys(named), `remove it, or add it to ${list}`),
      });
    }
  });
  const one = what === "groups" ? "group" : "image";
  formerNamesAreFree(
    { what: one, names, formerly, at: (name) => `${path}.${name}.formerly` },
    problems,
  );
}
