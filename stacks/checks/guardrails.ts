import { guardrails } from "../../policy-pack/guardrails";
import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import { memberAccounts, unitPaths } from "../company/accounts";
import { isInScope, type AccountTree, scopeOf, targetsOf } from "../guardrails/scope";
import { guardrailFacts } from "../guardrails/facts";
import type { GuardrailSetting, SoundSections } from "../company/organization";
import { didYouMean, type Problem, show } from "../company/problems";

/** One guardrail that is configured. */
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

/** The environments that are a guardrail's own may have no account yet; the plan names such guardrails. */
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
      rule: `must reach an account: ${organizationalUnits ? `none of these environments lies in ${organizationalUnits.join(", ")}` : "none has one of these environments"}`,
      found: show(setting.environments),
      remedy: "name another environment, or switch the guardrail off",
    });
  } else if (setting.organizationalUnits && environments && unknown.length === 0) {
    problems.push({
      path: `${path}.organizationalUnits`,
      rule: `must reach an account: the guardrail applies to ${environments.join(", ")} only`,
      found: show(setting.organizationalUnits),
      remedy: "name environments as well, or switch the guardrail off",
    });
  } else if (!setting.organizationalUnits && unknown.length > 0) {
    problems.push({
      path,
      rule: `applies to ${unknown.join(", ")}, which organization.organizationalUnits does not have`,
      found: show(paths),
      remedy: "add the organizational unit, or name others in organizationalUnits",
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
        "must be a member account: no organization policy binds the management account",
        "remove it",
      );
    } else if (!members.includes(account)) {
      problem("must be one of organization.accounts", didYouMean(account, members));
    } else if (!isInScope(tree, scope, account)) {
      problem("must be an account that the guardrail applies to", "remove it: nothing binds it");
    }
    const first = setting.exceptions.findIndex((other) => other.account === account);
    if (first < index) {
      problem(`must be excepted once: exceptions[${first}] names it`, "leave one of the two");
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
        remedy: "give it, or remove enabled: true",
      });
    }
  }
}

/** The guardrail that the exemptions of all others rest on: it has no exceptions. */
export const PROTECTION = "protect-platform-roles";

/**
 * If the platform's role names were not protected, a principal that may create roles could create one of them, and every
 * other guardrail would exempt it.
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
      rule: "must be enforced everywhere: the other guardrails leave roles alone by name",
      found: show((setting as Record<string, unknown>)[key]),
      remedy: "remove the key; an account or role that needs more has an exception from the others",
    });
  }
}
