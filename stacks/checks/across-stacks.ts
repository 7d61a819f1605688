import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import type { StackConfiguration } from "./stack";
import { type Role, roles } from "../company/roles";

/**
 * Checks the rules between stacks. Plan, waves, deploy and CI do so, because they read every stack's file. Example: a
 * backup copy must have a retention that the lock of the isolated vault accepts.
 *
 * @param stacks The stacks whose own configuration has no problem.
 * @param declaredRoles Roles of all stack files, also of those with a problem. So no mistake is reported twice.
 */
export function checkCompany(
  organization: Organization,
  stacks: readonly StackConfiguration[],
  declaredRoles: ReadonlySet<unknown>,
  problems: Problem[],
): void {
  const builders = new Map<string, StackConfiguration>();
  for (const stack of stacks) {
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
  }
  checkSharing(organization, stacks, declaredRoles, problems);
  checkReads(stacks, declaredRoles, problems);
  checkCopies(stacks, problems);
  checkAliases(stacks, problems);
}

function checkSharing(
  organization: Organization,
  stacks: readonly StackConfiguration[],
  declaredRoles: ReadonlySet<unknown>,
  problems: Problem[],
): void {
  for (const [name, account] of Object.entries(organization.accounts)) {
    const here = stacks.filter((stack) => stack.account === name);
    if (new Set(here.map(({ role }) => role)).size > 1 && account.roles === undefined) {
      problems.push({
        path: `organization.accounts.${name}.roles`,
        rule: `is required: stacks ${here.map(({ stack }) => stack).join(" and ")} build in this account`,
        found: "nothing",
        remedy: `list their roles: [${here.map(({ role }) => role).join(", ")}]`,
      });
    }
    for (const role of account.roles ?? []) {
      const hasProblem = declaredRoles.has(role) && !stacks.some((stack) => stack.role === role);
      if (!hasProblem && !here.some((stack) => stack.role === role)) {
        problems.push({
          path: `organization.accounts.${name}.roles`,
          rule: "must name only roles that a stack builds in this account",
          found: show(role),
          remedy: `remove it, or add a stack with role: ${role} and account: ${name}`,
        });
      }
    }
  }
}

function checkReads(
  stacks: readonly StackConfiguration[],
  declaredRoles: ReadonlySet<unknown>,
  problems: Problem[],
): void {
  const readers = new Map<Exclude<Role, "workload">, string[]>();
  for (const { stack, role } of stacks) {
    for (const needed of roles[role].reads.filter((read) => !declaredRoles.has(read))) {
      readers.set(needed, [...(readers.get(needed) ?? []), stack]);
    }
  }
  for (const [needed, names] of readers) {
    problems.push({
      path: `Pulumi.${needed}.yaml`,
      rule: `is required: ${names.join(", ")} read${names.length === 1 ? "s" : ""} outputs of role ${needed}`,
      found: "nothing",
      remedy: `add the file with role: ${needed}`,
    });
  }
}

/** Refuses a name in the root zone that two stacks publish. */
function checkAliases(stacks: readonly StackConfiguration[], problems: Problem[]): void {
  const owners = new Map<string, string>();
  for (const stack of stacks.filter((candidate) => candidate.role === "workload")) {
    for (const alias of stack.settings.publicAliases) {
      const owner = owners.get(alias);
      if (owner !== undefined) {
        problems.push({
          path: `Pulumi.${stack.stack}.yaml: workload.publicAliases`,
          rule: `must name only names of this stack: stack ${owner} already publishes this one`,
          found: show(alias),
          remedy: "remove it from one of the two stacks",
        });
      }
      owners.set(alias, stack.stack);
    }
  }
}

function checkCopies(stacks: readonly StackConfiguration[], problems: Problem[]): void {
  const vault = stacks.find((stack) => stack.role === "backup");
  if (!vault) {
    return;
  }
  const { minimumRetentionDays: least, maximumRetentionDays: most } = vault.settings;
  for (const stack of stacks.filter((candidate) => candidate.role === "workload")) {
    const { copyRetentionDays } = stack.settings.backup;
    if (copyRetentionDays < least || copyRetentionDays > most) {
      problems.push({
        path: `Pulumi.${stack.stack}.yaml: workload.backup.copyRetentionDays`,
        rule: `must be from ${least} to ${most} days: the lock of the isolated vault refuses copies with another retention`,
        found: show(copyRetentionDays),
        remedy: `choose ${least} to ${most}, or change minimumRetentionDays and maximumRetentionDays in Pulumi.${vault.stack}.yaml`,
      });
    }
  }
}
