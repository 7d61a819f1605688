import { guardrails } from "../../policy-pack/guardrails";
import { environments } from "../../policy-pack/guardrails/types/guardrail";
import {
  accountEmail,
  accountOfRole,
  closedToWorkloads,
  environmentOf,
  isOfPlatform,
  unitPaths,
} from "../company/accounts";
import type { Organization } from "../company/organization";
import { listOf, misspeltOr, type Problem, show } from "../company/problems";
import { eachEntry, eachItem, soundOr } from "../company/sound";
import { EMAIL_LIMIT } from "../company/values";

export function idsAreUnique({ accounts }: Organization, problems: Problem[]): void {
  const owners = new Map<string, string>();
  eachEntry(accounts, (name, { id }) => {
    const owner = id === undefined ? undefined : owners.get(id);
    if (owner !== undefined) {
      problems.push({
        path: `organization.accounts.${name}.id`,
        rule: `must differ from the id of account ${owner}`,
        found: show(id),
        remedy: "set each account's own id, or list several roles in one account",
      });
    }
    if (id !== undefined) {
      owners.set(id, name);
    }
  });
}

/** Requires that the stacks of other projects belong to accounts that exist. */
export function stacksBelongToAccounts(
  { accountsByStack, accounts }: Organization,
  problems: Problem[],
): void {
  const known = Object.keys(accounts);
  eachEntry(accountsByStack, (stack, account) => {
    if (!known.includes(account)) {
      problems.push({
        path: `organization.accountsByStack.${stack}`,
        rule: "must be one of organization.accounts",
        found: show(account),
        remedy: misspeltOr(account, known, [], "remove the entry, or add the account"),
      });
    }
  });
}

/** Requires an id of its own for each OU, with the letters of the root that contains it. */
export function unitIdsFit(
  { organizationalUnits, existing }: Organization,
  problems: Problem[],
): void {
  const owners = new Map<string, string>();
  const root = soundOr(undefined, () => existing?.rootId.replace(/^r-/, ""));
  eachEntry(organizationalUnits, (unit, { id }) => {
    if (id === undefined) {
      return;
    }
    const path = `organization.organizationalUnits.${unit}.id`;
    const owner = owners.get(id);
    if (owner !== undefined) {
      problems.push({
        path,
        rule: `must differ from the id of ${owner}`,
        found: show(id),
        remedy: "set each organizational unit's own id",
      });
    }
    owners.set(id, unit);
    if (root !== undefined && id.split("-")[1] !== root) {
      problems.push({
        path,
        rule: `must begin with ou-${root}-, the letters of organization.existing.rootId: the id of a unit contains those of its root`,
        found: show(id),
        remedy: "copy both ids from the same organization, in the Organizations console",
      });
    }
  });
}

/** Refuses ids of OUs and accounts without the organization that they are in: it would be created, and be another one. */
export function importsNeedAnOrganization(
  { accounts, organizationalUnits, existing, governance }: Organization,
  problems: Problem[],
): void {
  if (existing !== undefined || governance === "control-tower") {
    return;
  }
  const refuse = (path: string, id: string | undefined): void => {
    if (id !== undefined) {
      problems.push({
        path,
        rule: "must not be set without organization.existing: what exists is in an organization that exists",
        found: show(id),
        remedy:
          "set organization.existing, with imported: true when this program has created the organization; or remove the id",
      });
    }
  };
  eachEntry(organizationalUnits, (unit, { id }) => {
    refuse(`organization.organizationalUnits.${unit}.id`, id);
  });
  eachEntry(accounts, (name, { id }) => {
    refuse(`organization.accounts.${name}.id`, name === "management" ? undefined : id);
  });
}

export function emailsAreUnique(
  { accounts, email: pattern }: Organization,
  problems: Problem[],
): void {
  const owners = new Map<string, string>();
  eachEntry(accounts, (name, account) => {
    const address = accountEmail(name, account, pattern);
    if (address.length > EMAIL_LIMIT) {
      problems.push({
        path: `organization.accounts.${name}.email`,
        rule: `must have at most ${EMAIL_LIMIT} characters after {account} is replaced`,
        found: show(address),
        remedy: "shorten organization.email, or set a shorter email for the account",
      });
    }
    const owner = owners.get(address.toLowerCase());
    if (owner !== undefined) {
      problems.push({
        path: `organization.accounts.${name}.email`,
        rule: `must differ from the address of account ${owner}: AWS ignores letter case`,
        found: show(address),
        remedy: "set another address; AWS does not accept the address of a closed account again",
      });
    }
    owners.set(address.toLowerCase(), name);
  });
}

export function unitsExist(
  { accounts, organizationalUnits }: Organization,
  problems: Problem[],
): void {
  const paths = unitPaths(organizationalUnits);
  eachEntry(accounts, (name, { organizationalUnit }) => {
    const path = `organization.accounts.${name}.organizationalUnit`;
    if (name === "management") {
      if (organizationalUnit !== undefined) {
        problems.push({
          path,
          rule: "must not be set: the management account stays in the root of the organization",
          found: show(organizationalUnit),
          remedy: "remove the key",
        });
      }
    } else if (organizationalUnit === undefined || !paths.includes(organizationalUnit)) {
      problems.push({
        path,
        rule: "must be one of organization.organizationalUnits",
        found: show(organizationalUnit),
        remedy: misspeltOr(
          organizationalUnit,
          paths,
          [],
          `add it to organization.organizationalUnits, or move the account to one of ${listOf(paths)}`,
        ),
      });
    }
  });
}

export function adoptedAccountsHaveARole(
  { accounts, governance }: Organization,
  problems: Problem[],
): void {
  eachEntry(accounts, (name, account) => {
    const adopted = account.id !== undefined && name !== "management";
    if (adopted && governance === "organizations" && account.bootstrapRole === undefined) {
      problems.push({
        path: `organization.accounts.${name}.bootstrapRole`,
        rule: "is required for an existing account: AWS creates no role in an invited account",
        found: "nothing",
        remedy:
          "name the role that trusts the management account, such as OrganizationAccountAccessRole",
      });
    }
  });
}

/** Requires the organization's id under Control Tower, which creates the organization. */
export function controlTowerComesFirst(
  { governance, existing }: Organization,
  problems: Problem[],
): void {
  if (governance === "control-tower" && existing === undefined) {
    problems.push({
      path: "organization.existing",
      rule: "is required under Control Tower, because Control Tower creates the organization",
      found: "nothing",
      remedy: "set its id and rootId",
    });
  }
}

/** Requires ids of accounts under Control Tower: Account Factory creates them. */
export function accountFactoryComesFirst(
  { governance, accounts }: Organization,
  problems: Problem[],
): void {
  if (governance !== "control-tower") {
    return;
  }
  eachEntry(accounts, (name, { id }) => {
    if (id === undefined) {
      problems.push({
        path: `organization.accounts.${name}.id`,
        rule: "is required under Control Tower, because Account Factory creates the accounts",
        found: "nothing",
        remedy: "create the account in Account Factory, then set its id",
      });
    }
  });
}

export function rolesAreBuiltOnce({ accounts }: Organization, problems: Problem[]): void {
  const builtIn = new Map<string, string>();
  eachEntry(accounts, (name, { roles }) => {
    eachItem(roles ?? [], (role) => {
      const other = builtIn.get(role);
      if (other !== undefined && role !== "workload") {
        problems.push({
          path: `organization.accounts.${name}.roles`,
          rule: `must not name ${role}: account ${other} already lists it`,
          found: show(roles),
          remedy: "list each role in one account only, except workload",
        });
      }
      builtIn.set(role, name);
    });
  });
}

/** Roles whose accounts the management stack needs: it delegates services to them, and its own baseline trusts operations. */
const rolesOfManagement = ["audit", "identity", "operations", "backup"] as const;

/** Requires an account for every role that the management stack delegates to, before it creates anything. */
export function rolesHaveAccounts(organization: Organization, problems: Problem[]): void {
  const { accounts, existing } = organization;
  if (existing?.imported === false) {
    return;
  }
  for (const role of rolesOfManagement) {
    if (!Object.hasOwn(accounts, accountOfRole(organization, role))) {
      problems.push({
        path: "organization.accounts",
        rule: `must have an account for ${role}: the management stack gives it rights`,
        found: listOf(Object.keys(accounts)),
        remedy: `add an account ${role}, or list ${role} in the roles of another account`,
      });
    }
  }
}

/** Requires the environment of every account that may run workloads: leaving it out would take guardrails away. */
export function environmentsAreGiven(organization: Organization, problems: Problem[]): void {
  const { accounts } = organization;
  const spokes = soundOr<object>({}, () => organization.addressPlan.spokes);
  const closed = soundOr<readonly string[]>([], () => closedToWorkloads(organization));
  eachEntry(accounts, (name, account) => {
    const ofPlatform = isOfPlatform(name, account);
    const mayRun = !ofPlatform || (Object.hasOwn(spokes, name) && !closed.includes(name));
    if (mayRun && account.environment === undefined) {
      problems.push(
        noEnvironment(
          name,
          ofPlatform ? "; without workloads in the account, remove its range instead" : "",
        ),
      );
    }
  });
}

/** @param otherwise Another remedy, after the first one. */
export function noEnvironment(account: string, otherwise = ""): Problem {
  return {
    path: `organization.accounts.${account}.environment`,
    rule: "is required: it decides which guardrails bind the account, who may change it and which builds deploy to it",
    found: "nothing",
    remedy: `add environment: ${environments.slice(0, -1).join(", ")} or ${environments.at(-1) ?? ""} (docs/roles/management.md)${otherwise}`,
  };
}

/** OUs that a guardrail denies as a whole: an account of any environment is moved there. */
const closingUnits = guardrails.flatMap(({ scope }) => scope?.organizationalUnits ?? []);

/**
 * Refuses an OU with accounts of production beside others. Guardrails of production would bind only some of its accounts,
 * and not one that is moved there.
 */
export function unitsAreOfOneKind({ accounts }: Organization, problems: Problem[]): void {
  const units = new Map<string, { production: string[]; others: string[] }>();
  eachEntry(accounts, (name, account) => {
    const unit = account.organizationalUnit ?? "";
    if (name !== "management" && !closingUnits.includes(unit)) {
      const { production, others } = units.get(unit) ?? { production: [], others: [] };
      (environmentOf(account) === "production" ? production : others).push(name);
      units.set(unit, { production, others });
    }
  });
  for (const [unit, { production, others }] of units) {
    if (production.length > 0 && others.length > 0) {
      problems.push({
        path: `organization.organizationalUnits.${unit}`,
        rule: `must not contain accounts of production beside others: guardrails of production bind ${listOf(production)}, and not ${listOf(others)}`,
        found: show([...production, ...others]),
        remedy: "give the accounts of production an organizational unit of their own",
      });
    }
  }
}
