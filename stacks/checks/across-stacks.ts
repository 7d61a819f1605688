import { environmentOf } from "../company/accounts";
import type { Account, Organization } from "../company/organization";
import { listOf, type Problem, show } from "../company/problems";
import { admittedSetsAreAssigned } from "./cluster-access";
import { parametersFitCompany } from "./guardrail-parameters";
import type { StackConfiguration } from "./stack-configuration";
import { type Role, roles } from "../company/roles";
import { eachEntry, eachItem, soundOr, whereSound } from "../company/sound";

/**
 * Checks the rules between stacks. Plan, waves, deploy and CI do so, because they read every stack's file. Example: a
 * backup copy must have a retention that the lock of the isolated vault accepts.
 *
 * @param organization The organization, or `undefined` when it is no object.
 * @param stacks The stacks whose role is known.
 * @param unread Names of the stack files whose role is not known: that problem is already reported.
 */
export function checkCompany(
  organization: Organization | undefined,
  stacks: readonly StackConfiguration[],
  unread: readonly string[],
  problems: Problem[],
): void {
  checkPlaces(stacks, problems);
  if (organization) {
    whereSound(() => {
      checkAccounts(organization, stacks, unread, problems);
    });
  }
  checkReads(stacks, unread, problems);
  whereSound(() => {
    checkCopies(stacks, problems);
  });
  checkAliases(stacks, problems);
  if (organization) {
    whereSound(() => {
      admittedSetsAreAssigned(organization, stacks, problems);
    });
    parametersFitCompany(organization, stacks, problems);
  }
}

/** Requires that each role has the stack of its name, and that each account has one stack of a role. */
function checkPlaces(stacks: readonly StackConfiguration[], problems: Problem[]): void {
  const builders = new Map<string, StackConfiguration>();
  eachItem(stacks, (stack) => {
    const { role, account } = stack;
    if (role !== "workload" && stack.stack !== role) {
      problems.push({
        path: `Pulumi.${stack.stack}.yaml`,
        rule: `must be the stack ${role}: other stacks find role ${role} by this name`,
        found: show(stack.stack),
        remedy: `rename it to Pulumi.${role}.yaml; account: ${account} may stay`,
      });
    }
    const built = `role ${role} in account ${account}`;
    const other = builders.get(built);
    if (other) {
      problems.push({
        path: `Pulumi.${stack.stack}.yaml: role`,
        rule: `must differ: stack ${other.stack} already builds ${built}`,
        found: show(role),
        remedy: "choose another account, or remove one of the two stacks",
      });
    }
    builders.set(built, stack);
  });
}

/** Requires a stack for each account, and for each role that an account lists. */
function checkAccounts(
  organization: Organization,
  stacks: readonly StackConfiguration[],
  unread: readonly string[],
  problems: Problem[],
): void {
  const byAccount = new Map<string, StackConfiguration[]>();
  const withoutAccount: StackConfiguration[] = [];
  for (const stack of stacks) {
    const account = soundOr(undefined, () => stack.account);
    const others = account === undefined ? withoutAccount : (byAccount.get(account) ?? []);
    others.push(stack);
    if (account !== undefined) {
      byAccount.set(account, others);
    }
  }
  eachEntry(organization.accounts, (name, account) => {
    const here = byAccount.get(name) ?? [];
    whereSound(() => {
      checkSharing(name, account, here, problems);
    });
    whereSound(() => {
      eachItem(account.roles ?? [], (role) => {
        const built = [...here, ...withoutAccount].some((stack) => stack.role === role);
        if (!unread.includes(role) && !built) {
          problems.push({
            path: `organization.accounts.${name}.roles`,
            rule: "must name only roles that a stack builds in this account",
            found: show(role),
            remedy: `remove it, or add a stack with role: ${role} and account: ${name}`,
          });
        }
      });
    });
    whereSound(() => {
      // A stack whose role or account is not known may build in this account.
      const maybe = withoutAccount.length > 0 || unread.includes(name);
      checkDeployed(name, organization, { here, maybe }, problems);
    });
  });
}

function checkSharing(
  name: string,
  account: Account,
  here: readonly StackConfiguration[],
  problems: Problem[],
): void {
  if (new Set(here.map(({ role }) => role)).size > 1 && account.roles === undefined) {
    problems.push({
      path: `organization.accounts.${name}.roles`,
      rule: `is required: stacks ${here.map(({ stack }) => stack).join(" and ")} build in this account`,
      found: "nothing",
      remedy: `list their roles: [${here.map(({ role }) => role).join(", ")}]`,
    });
  }
}

/** Refuses an account for workloads that no stack builds in, unless it states that. The plan names other such accounts. */
function checkDeployed(
  name: string,
  { accounts, addressPlan }: Organization,
  { here, maybe }: { readonly here: readonly StackConfiguration[]; readonly maybe: boolean },
  problems: Problem[],
): void {
  const account = accounts[name];
  const stack = account?.stack;
  const [first] = here;
  if (first && stack === "none") {
    problems.push({
      path: `organization.accounts.${name}.stack`,
      rule: `must not be none: stack ${first.stack} builds in this account`,
      found: show(stack),
      remedy: `remove the key, or delete Pulumi.${first.stack}.yaml (docs/runbooks/removing-a-stack.md)`,
    });
  }
  const forWorkloads =
    environmentOf(account) !== "shared" || Object.hasOwn(addressPlan.spokes, name);
  if (!first && !maybe && stack === undefined && forWorkloads) {
    problems.push({
      path: `organization.accounts.${name}`,
      rule: "must have a stack: without one the account has no baseline, no recorder of AWS Config and no roles",
      found: "no stack file",
      remedy: `add Pulumi.${name}.yaml with platform:role: workload; set stack: none on the account; or remove it`,
    });
  }
}

function checkReads(
  stacks: readonly StackConfiguration[],
  unread: readonly string[],
  problems: Problem[],
): void {
  const present = new Set<string>([...stacks.map(({ role }) => role), ...unread]);
  const readers = new Map<Exclude<Role, "workload">, string[]>();
  for (const { stack, role } of stacks) {
    for (const needed of roles[role].reads.filter((read) => !present.has(read))) {
      readers.set(needed, [...(readers.get(needed) ?? []), stack]);
    }
  }
  for (const [needed, names] of readers) {
    problems.push({
      path: `Pulumi.${needed}.yaml`,
      rule: `is required: ${listOf(names)} read${names.length === 1 ? "s" : ""} outputs of role ${needed}`,
      found: "nothing",
      remedy: `add the file with role: ${needed}`,
    });
  }
}

/** Refuses a name in the root zone that two stacks publish. */
function checkAliases(stacks: readonly StackConfiguration[], problems: Problem[]): void {
  const owners = new Map<string, string>();
  const workloads = stacks.filter((candidate) => candidate.role === "workload");
  eachItem(workloads, (stack) => {
    eachItem(stack.settings.publicAliases, (alias) => {
      const owner = owners.get(alias);
      if (owner !== undefined) {
        problems.push({
          path: `Pulumi.${stack.stack}.yaml: workload.publicAliases`,
          rule:
            owner === stack.stack
              ? "must contain no name twice"
              : `must name only names of this stack: stack ${owner} already publishes this one`,
          found: show(alias),
          remedy:
            owner === stack.stack
              ? "remove the repeated name"
              : "remove it from one of the two stacks",
        });
      }
      owners.set(alias, stack.stack);
    });
  });
}

function checkCopies(stacks: readonly StackConfiguration[], problems: Problem[]): void {
  const vault = stacks.find((stack) => stack.role === "backup");
  if (!vault) {
    return;
  }
  const { minimumRetentionDays: least, maximumRetentionDays: most } = vault.settings;
  const workloads = stacks.filter((candidate) => candidate.role === "workload");
  eachItem(workloads, (stack) => {
    const { copyRetentionDays } = stack.settings.backup;
    if (copyRetentionDays < least || copyRetentionDays > most) {
      problems.push({
        path: `Pulumi.${stack.stack}.yaml: workload.backup.copyRetentionDays`,
        rule: `must be from ${least} to ${most} days: the lock of the isolated vault refuses copies with another retention`,
        found: show(copyRetentionDays),
        remedy: `choose ${least} to ${most}, or change minimumRetentionDays and maximumRetentionDays in Pulumi.${vault.stack}.yaml`,
      });
    }
  });
}
