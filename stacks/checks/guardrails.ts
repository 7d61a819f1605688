import { guardrails } from "../../policy-pack/guardrails";
import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import { memberAccounts, unitPaths } from "../company/accounts";
import { isInScope, type AccountTree, scopeOf, targetsOf } from "../guardrails/scope";
import { guardrailFacts } from "../guardrails/facts";
import type { GuardrailSetting, SoundSections } from "../company/organization";
import { didYouMean, type Problem, show } from "../company/problems";

/** One guardrail with its settings. */
interface Configured {
  readonly guardrail: Guardrail;
  readonly setting: GuardrailSetting;
  readonly path: string;
  readonly tree: AccountTree;
}

/** Compares each configured guardrail with the accounts and OUs. */
export function guardrailsAreSound(
  { guardrails: settings, accounts, organizationalUnits }: SoundSections,
  problems: Problem[],
): void {
  if (!settings || !accounts || !organizationalUnits) {
    return;
  }
  for (const guardrail of guardrails) {
    const setting = settings[guardrail.id];
    if (setting) {
      const path = `organization.guardrails.${guardrail.id}`;
      const tree = { accounts, organizationalUnits };
      for (const check of [unitsExist, bindsSomething, exceptionsHelp, parametersAreGiven]) {
        check({ guardrail, setting, path, tree }, problems);
      }
    }
  }
}

function unitsExist({ setting, path, tree }: Configured, problems: Problem[]): void {
  const paths = unitPaths(tree.organizationalUnits);
  setting.organizationalUnits?.forEach((unit, index) => {
    if (!paths.includes(unit)) {
      problems.push({
        path: `${path}.organizationalUnits[${index}]`,
        rule: "must be one of organization.organizationalUnits",
        found: show(unit),
        remedy: didYouMean(unit, paths),
      });
    }
  });
}

/**
 * Refuses a configured scope that contains no account. A guardrail's default scope may contain none yet: the plan lists
 * such guardrails.
 */
function bindsSomething({ guardrail, setting, path, tree }: Configured, problems: Problem[]): void {
  const { organizationalUnits, environments } = scopeOf(guardrail, setting);
  const paths = unitPaths(tree.organizationalUnits);
  const unknown = organizationalUnits?.filter((unit) => !paths.includes(unit)) ?? [];
  if (!setting.enabled || targetsOf(tree, scopeOf(guardrail, setting)).length > 0) {
    return;
  }
  if (setting.environments) {
    problems.push({
      path: `${path}.environments`,
      rule: `must match an account: no account${organizationalUnits ? ` in ${organizationalUnits.join(", ")}` : ""} has one of these environments`,
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

function exceptionsHelp({ guardrail, setting, path, tree }: Configured, problems: Problem[]): void {
  const members = memberAccounts(tree);
  const scope = scopeOf(guardrail, setting);
  setting.exceptions.forEach(({ account }, index) => {
    const problem = (rule: string, remedy: string): void => {
      problems.push({
        path: `${path}.exceptions[${index}].account`,
        rule,
        found: show(account),
        remedy,
      });
    };
    if (account === "management") {
      problem(
        "must be a member account: no organization policy applies to the management account",
        "remove it",
      );
    } else if (!members.includes(account)) {
      problem("must be one of organization.accounts", didYouMean(account, members));
    } else if (!isInScope(tree, scope, account)) {
      problem("must be an account that the guardrail applies to", "remove it: it has no effect");
    }
    const first = setting.exceptions.findIndex((other) => other.account === account);
    if (first < index) {
      problem(`must appear only once: exceptions[${first}] names it too`, "remove one of the two");
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

/** Guardrail that protects the names of the platform's roles. All other guardrails exempt these names. */
export const PROTECTION = "protect-platform-roles";

/**
 * Refuses settings that weaken the protection of the platform's role names. Without it, a principal that may create roles
 * could create one with such a name, and every other guardrail would exempt that role.
 */
export function platformRolesStayProtected(
  { guardrails: settings }: SoundSections,
  problems: Problem[],
): void {
  const setting = settings?.[PROTECTION];
  if (!settings || !setting) {
    return;
  }
  const loosened = [
    ...(setting.enabled ? [] : ["enabled"]),
    ...(setting.stage === "enforce" ? [] : ["stage"]),
    ...(setting.organizationalUnits ? ["organizationalUnits"] : []),
    ...(setting.environments ? ["environments"] : []),
    ...(setting.exceptions.length > 0 ? ["exceptions"] : []),
  ];
  const others = guardrails.filter(({ id, optIn, deny }) => {
    const { enabled, stage } = settings[id] ?? { enabled: optIn === undefined, stage: "enforce" };
    const denies = !("none" in deny) && deny.some((policy) => "statements" in policy);
    return id !== PROTECTION && denies && enabled && stage === "enforce";
  });
  for (const key of others.length > 0 ? loosened : []) {
    problems.push({
      path: `organization.guardrails.${PROTECTION}.${key}`,
      rule: "must be enforced everywhere: the other guardrails exempt the platform's roles by name",
      found: show((setting as Record<string, unknown>)[key]),
      remedy: "remove the key; set exceptions or exemptRoles of the other guardrails instead",
    });
  }
}
