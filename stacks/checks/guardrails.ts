import { guardrails } from "../../policy-pack/guardrails";
import type { Guardrail, Scope } from "../../policy-pack/guardrails/types/guardrail";
import { memberAccounts, unitPaths } from "../company/accounts";
import { deniesSomewhere, PROTECTION } from "../guardrails/rollout";
import { isInScope, type AccountTree, scopeOf, targetsOf } from "../guardrails/scope";
import { guardrailFacts } from "../guardrails/facts";
import type { GuardrailSetting, Organization } from "../company/organization";
import { listOf, misspeltOr, type Problem, show } from "../company/problems";
import { eachItem, soundOr, whereSound } from "../company/sound";

/** One guardrail with its settings. */
interface Configured {
  readonly guardrail: Guardrail;
  readonly setting: GuardrailSetting;
  readonly path: string;
  readonly tree: AccountTree;
}

/** Compares each configured guardrail with the accounts and OUs. */
export function guardrailsAreSound(organization: Organization, problems: Problem[]): void {
  const { guardrails: settings } = organization;
  const checks = [
    unitsExist,
    bindsSomething,
    exceptionsNameMembers,
    exceptionsHelp,
    exceptionsAreUnique,
    parametersAreGiven,
    previewsExist,
  ];
  for (const guardrail of guardrails) {
    for (const check of checks) {
      whereSound(() => {
        const setting = settings[guardrail.id];
        if (setting) {
          const path = `organization.guardrails.${guardrail.id}`;
          check({ guardrail, setting, path, tree: organization }, problems);
        }
      });
    }
  }
}

function unitsExist({ setting, path, tree }: Configured, problems: Problem[]): void {
  const paths = unitPaths(tree.organizationalUnits);
  const units = setting.organizationalUnits ?? [];
  eachItem(units, (unit, index) => {
    if (!paths.includes(unit)) {
      problems.push({
        path: `${path}.organizationalUnits[${index}]`,
        rule: "must be one of organization.organizationalUnits",
        found: show(unit),
        remedy: misspeltOr(unit, paths, units, `remove it, or name one of ${listOf(paths)}`),
      });
    }
  });
}

/**
 * Refuses a configured scope that contains no account. A guardrail's default scope may contain none yet: the plan lists
 * such guardrails.
 */
function bindsSomething({ guardrail, setting, path, tree }: Configured, problems: Problem[]): void {
  const { organizationalUnits, ...anywhere } = scopeOf(guardrail, setting);
  const { environments } = anywhere;
  const paths = unitPaths(tree.organizationalUnits);
  const unknown = organizationalUnits?.filter((unit) => !paths.includes(unit)) ?? [];
  // An OU that does not exist is reported already: the environments are then compared with all accounts.
  const scope: Scope =
    organizationalUnits && !(setting.organizationalUnits && unknown.length > 0)
      ? { ...anywhere, organizationalUnits }
      : anywhere;
  if (!setting.enabled || targetsOf(tree, scope).length > 0) {
    return;
  }
  if (setting.environments) {
    problems.push({
      path: `${path}.environments`,
      rule: `must match an account: no account${scope.organizationalUnits ? ` in ${scope.organizationalUnits.join(", ")}` : ""} has one of these environments`,
      found: show(setting.environments),
      remedy: "name another environment, or set enabled: false",
    });
  } else if (setting.organizationalUnits && environments && unknown.length === 0) {
    problems.push({
      path: `${path}.organizationalUnits`,
      rule: `must contain an account of environment ${environments.join(" or ")}: the guardrail applies to no other`,
      found: show(setting.organizationalUnits),
      remedy: "set environments as well, or set enabled: false",
    });
  } else if (!setting.organizationalUnits && unknown.length > 0) {
    problems.push({
      path,
      rule: `applies to ${unknown.join(", ")}, which is missing in organization.organizationalUnits`,
      found: show(paths),
      remedy: "add the organizational unit, or set organizationalUnits of the guardrail",
    });
  }
}

function exceptionsNameMembers({ setting, path, tree }: Configured, problems: Problem[]): void {
  const members = memberAccounts(tree);
  eachItem(setting.exceptions, ({ account }, index) => {
    if (account === "management") {
      problems.push({
        path: `${path}.exceptions[${index}].account`,
        rule: "must be a member account: no organization policy applies to the management account",
        found: show(account),
        remedy: "remove it",
      });
    } else if (!members.includes(account)) {
      problems.push({
        path: `${path}.exceptions[${index}].account`,
        rule: "must be one of organization.accounts",
        found: show(account),
        remedy: misspeltOr(account, members, [], "remove the exception, or add the account"),
      });
    }
  });
}

function exceptionsHelp({ guardrail, setting, path, tree }: Configured, problems: Problem[]): void {
  const scope = scopeOf(guardrail, setting);
  const members = memberAccounts(tree);
  eachItem(setting.exceptions, ({ account }, index) => {
    if (members.includes(account) && !isInScope(tree, scope, account)) {
      problems.push({
        path: `${path}.exceptions[${index}].account`,
        rule: "must be an account that the guardrail applies to",
        found: show(account),
        remedy: "remove it: it has no effect",
      });
    }
  });
}

function exceptionsAreUnique({ setting, path }: Configured, problems: Problem[]): void {
  const first = new Map<string, number>();
  eachItem(setting.exceptions, ({ account }, index) => {
    const other = first.get(account);
    if (other === undefined) {
      first.set(account, index);
    } else {
      problems.push({
        path: `${path}.exceptions[${index}].account`,
        rule: `must appear only once: exceptions[${other}] names it too`,
        found: show(account),
        remedy: "remove one of the two",
      });
    }
  });
}

function parametersAreGiven(
  { guardrail: { id, parameters }, setting, path }: Configured,
  problems: Problem[],
): void {
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = (setting as Record<string, unknown>)[name];
    if (
      setting.enabled &&
      value === undefined &&
      parameter.default === undefined &&
      guardrailFacts[id]?.[name] === undefined
    ) {
      problems.push({
        path: `${path}.${name}`,
        rule: `is required: ${parameter.description}`,
        found: "nothing",
        remedy: "add the key, or remove enabled: true",
      });
    }
  }
}

function previewsExist({ guardrail, setting, path }: Configured, problems: Problem[]): void {
  if (setting.preview !== undefined && "none" in guardrail.preview) {
    problems.push({
      path: `${path}.preview`,
      rule: `has no effect, because no preview checks this guardrail: ${guardrail.preview.none}`,
      found: show(setting.preview),
      remedy: "remove the key",
    });
  }
}

/**
 * Refuses settings that weaken the protection of the platform's role names. Without it, a principal that may create roles
 * could create one with such a name, and every other guardrail would exempt that role.
 */
export function platformRolesStayProtected(organization: Organization, problems: Problem[]): void {
  const setting = organization.guardrails[PROTECTION];
  if (
    !setting ||
    !guardrails.some((other) => other.id !== PROTECTION && denies(organization, other))
  ) {
    return;
  }
  const loosens = {
    enabled: (): boolean => !setting.enabled,
    stage: () => setting.stage === "report",
    organizationalUnits: () => setting.organizationalUnits !== undefined,
    environments: () => setting.environments !== undefined,
    exceptions: () => setting.exceptions.length > 0,
  };
  for (const [key, loosened] of Object.entries(loosens)) {
    whereSound(() => {
      if (loosened()) {
        problems.push({
          path: `organization.guardrails.${PROTECTION}.${key}`,
          rule: "must be enforced everywhere: the other guardrails exempt the platform's roles by name",
          found: show((setting as Record<string, unknown>)[key]),
          remedy: "remove the key; set exceptions or exemptRoles of the other guardrails instead",
        });
      }
    });
  }
}

/** True when a guardrail denies requests somewhere; a setting with a problem counts as one that does. */
function denies(organization: Organization, guardrail: Guardrail): boolean {
  return soundOr(true, () => deniesSomewhere(organization, guardrail));
}
