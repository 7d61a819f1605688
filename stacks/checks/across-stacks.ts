import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import type { StackConfiguration } from "./stack";
import { type Role, roles } from "../company/roles";

/**
 * Rules between stacks: checked by plan, waves, deploy and CI, which see every file. A backup copy, for instance, must fit
 * the lock of the vault it goes to.
 *
 * @param stacks The stacks whose own configuration is sound.
 * @param declaredRoles Roles of all stack files, sound or not, so that one mistake is not reported twice.
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
        rule: `must be the stack ${role}: other stacks find role ${role} by that name`,
        found: show(stack.stack),
        remedy: `rename it to Pulumi.${role}.yaml; account: ${account} may stay`,
      });
    }
    const built = `${role} in ${account}`;
    const other = builders.get(built);
    if (other) {
      problems.push({
        path: `Pulumi.${stack.stack}.yaml: role`,
        rule: `must not build what stack ${other.stack} builds already: ${built}`,
        found: show(role),
        remedy: "give it another account, or remove one of the two stacks",
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
        rule: `is required: stacks ${here.map(({ stack }) => stack).join(" and ")} share the account, and its baseline is built once`,
        found: "nothing",
        remedy: `list the roles built there: [${here.map(({ role }) => role).join(", ")}]`,
      });
    }
    for (const role of account.roles ?? []) {
      const unsound = declaredRoles.has(role) && !stacks.some((stack) => stack.role === role);
      if (!unsound && !here.some((stack) => stack.role === role)) {
        problems.push({
          path: `organization.accounts.${name}.roles`,
          rule: "must name only roles that a stack builds there",
          found: show(role),
          remedy: `remove it, or add the stack (role: ${role}, account: ${name})`,
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
      remedy: `add it with role: ${needed}`,
    });
  }
}

/** A name in the root zone leads to one place. */
function checkAliases(stacks: readonly StackConfiguration[], problems: Problem[]): void {
  const owners = new Map<string, string>();
  for (const stack of stacks.filter((candidate) => candidate.role === "workload")) {
    for (const alias of stack.settings.publicAliases) {
      const owner = owners.get(alias);
      if (owner !== undefined) {
        problems.push({
          path: `Pulumi.${stack.stack}.yaml: workload.publicAliases`,
          rule: `must not publish what stack ${owner} publishes already`,
          found: show(alias),
          remedy: "let one of the two have the name",
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
        rule: `must lie within the isolated vault's lock, ${least} to ${most} days: a copy outside is refused when it arrives`,
        found: show(copyRetentionDays),
        remedy: `choose ${least} to ${most}, or change the bounds in Pulumi.${vault.stack}.yaml`,
      });
    }
  }
}
