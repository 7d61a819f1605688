import { parse } from "../company/parse";
import {
  didYouMean,
  misspeltOr,
  nearest,
  type Problem,
  show,
  unknownKeyRemedy,
} from "../company/problems";
import { markUnsound, soundOr, UNREADABLE, whereSound } from "../company/sound";
import type { Organization } from "../company/organization";
import { accountIsNotSuspended } from "./closed-accounts";
import type { StackConfiguration } from "./stack-configuration";
import { type PathOf, relations } from "./stack-relations";
import { isRoleName, type Role, roleNames } from "../company/roles";
import { secretKeys, sectionKey, type Settings, settingsSchemas } from "../company/settings";

/** Placeholder for the value of a secret key: validation never receives the value. */
export const SECRET = "[secret]";

/**
 * Validates the keys of one `Pulumi.<stack>.yaml`, without their namespace.
 *
 * @param values Plain values by key; `SECRET` instead of a secret's value.
 * @param organization The organization, or `undefined` when it is no object.
 * @returns The configuration. When problems were added, only checks can read it: its wrong values are unsound. `undefined`
 * when the role is not known.
 */
export function parseStack(
  stack: string,
  values: Readonly<Record<string, unknown>>,
  organization: Organization | undefined,
  problems: Problem[],
): StackConfiguration | undefined {
  const at: PathOf = (key) => `Pulumi.${stack}.yaml: ${key}`;
  checkCredentials(values["credentials"], at, problems);
  if (organization) {
    whereSound(() => {
      accountIsNotSuspended(stack, values["account"] ?? stack, organization, problems);
    });
  }
  const role = values["role"];
  if (typeof role !== "string" || !isRoleName(role)) {
    const likely = likelyRole(stack, values);
    // A misspelt key is reported as an unknown one, and one that cannot be read as a fault of its file.
    const isMisspelt = role === undefined && nearest("role", Object.keys(values)) !== undefined;
    if (role !== UNREADABLE && (likely === undefined || !isMisspelt)) {
      problems.push({
        path: at("role"),
        rule: role === undefined ? "is required" : "unknown role",
        found: show(role),
        remedy:
          role === undefined
            ? `add platform:role: ${likely ?? "workload"}`
            : didYouMean(typeof role === "string" ? role : "", roleNames),
      });
    }
    if (likely !== undefined) {
      parseRole(likely, stack, values, organization, at, problems);
    }
    return undefined;
  }
  const configuration = parseRole(role, stack, values, organization, at, problems);
  if (organization) {
    for (const rule of relations) {
      whereSound(() => {
        rule(configuration, organization, at, problems);
      });
    }
  }
  return configuration;
}

/** Role of a stack whose file does not name one: that of the section it has, or else of its name. */
function likelyRole(stack: string, values: Readonly<Record<string, unknown>>): Role | undefined {
  return roleNames.find((role) => sectionKey(role) in values || role === stack);
}

/** Validates the configuration of a stack whose role is known. */
function parseRole<R extends Role>(
  role: R,
  stack: string,
  values: Readonly<Record<string, unknown>>,
  organization: Organization | undefined,
  at: PathOf,
  problems: Problem[],
): StackConfiguration<R> {
  const section = sectionKey(role);
  checkKeys(role, ["role", "account", "credentials", section], values, at, problems);
  const account = values["account"] ?? stack;
  const settings =
    values[section] === SECRET
      ? undefined
      : parse(settingsSchemas[role], values[section] ?? {}, at(section), problems);
  const accountExists = organization
    ? soundOr(typeof account === "string", () =>
        checkAccountExists(account, Object.keys(organization.accounts), stack, at, problems),
      )
    : typeof account === "string" && account !== UNREADABLE;
  const { credentials } = values;
  const configuration = {
    stack,
    role,
    account: typeof account === "string" ? account : stack,
    ...(credentials === "preview" && { credentials: "preview" as const }),
    settings: settings as Settings<R>,
    secrets: secretKeys[role].filter((key) => key in values),
  } as const;
  if (!accountExists) {
    markUnsound(configuration, "account");
  }
  if (settings === undefined) {
    markUnsound(configuration, "settings");
  }
  return configuration;
}

function checkCredentials(credentials: unknown, at: PathOf, problems: Problem[]): void {
  if (credentials !== undefined && credentials !== "preview" && credentials !== UNREADABLE) {
    problems.push({
      path: at("credentials"),
      rule: 'must be "preview", for a run that only reads',
      found: show(credentials),
      remedy:
        "remove it: organization.accounts.<name>.credentials sets the role that deploys an account",
    });
  }
}

/** Requires that the stack's account exists. Returns false when it does not. */
function checkAccountExists(
  account: unknown,
  known: readonly string[],
  stack: string,
  at: PathOf,
  problems: Problem[],
): boolean {
  if (typeof account === "string" && known.includes(account)) {
    return true;
  }
  if (account === UNREADABLE) {
    return false;
  }
  problems.push({
    path: at("account"),
    rule: "must be an account of organization.accounts",
    found: show(account),
    remedy: misspeltOr(
      account,
      known,
      [],
      `add the account to organization.accounts, or remove the stack: delete Pulumi.${stack}.yaml (docs/runbooks/removing-a-stack.md)`,
    ),
  });
  return false;
}

/** Refuses unknown keys, secrets in a plain key and plain values in a secret key. */
function checkKeys(
  role: Role,
  plainKeys: readonly string[],
  values: Readonly<Record<string, unknown>>,
  at: PathOf,
  problems: Problem[],
): void {
  const allowed = [...plainKeys, ...secretKeys[role]];
  // No file may contain credentials.
  const known = allowed.filter((key) => key !== "credentials");
  const absent = known.filter((key) => !(key in values));
  for (const [key, value] of Object.entries(values)) {
    if (!allowed.includes(key)) {
      problems.push({
        path: at(key),
        rule: `unknown key for role ${role}`,
        found: show(value),
        remedy: unknownKeyRemedy(key, absent, known),
      });
    } else if (value === SECRET && !secretKeys[role].includes(key)) {
      problems.push({
        path: at(key),
        rule: "must not be a secret: reviewers could not read the section",
        found: SECRET,
        remedy:
          secretKeys[role].length > 0
            ? `store the secret in its own key: ${secretKeys[role].join(", ")}`
            : `role ${role} has no secrets: write the value as plain text`,
      });
    } else if (value !== SECRET && value !== UNREADABLE && secretKeys[role].includes(key)) {
      problems.push({
        path: at(key),
        rule: "must be a secret",
        found: SECRET,
        remedy: `set it with pulumi config set --secret ${key}`,
      });
    }
  }
}
