import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import * as z from "zod";
import { checkCompany } from "../../stacks/checks/across-stacks";
import { parseOrganization } from "../../stacks/checks/parse-organization";
import type { Organization } from "../../stacks/company/organization";
import { ConfigurationError, parse, type Problem, show } from "../../stacks/company/problems";
import { parseStack, SECRET, type StackConfiguration } from "../../stacks/checks/stack";
import { packingProblems } from "../../stacks/checks/packing";
import { roleNames, waves } from "../../stacks/company/roles";

/** One stack's configuration in the form that the engine passes to the program. */
export type StackFile = StackConfiguration & {
  /** Values by full key, objects as JSON text. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretConfigKeys: readonly string[];
};

/** A Pulumi project with all its stacks, read from its files. */
export interface Project {
  readonly name: string;
  readonly organization: Organization;
  /** In deployment order. */
  readonly stacks: readonly StackFile[];
}

/** Part of Pulumi's files that a plan needs; other keys are ignored. */
const config = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((values) => values ?? {});
const projectFile = z.object({ name: z.string(), config });
const stackFile = z
  .object({ config })
  .nullish()
  .transform((file) => file ?? { config: {} });

/** Packages whose default providers must be disabled; `*` would also disable the remote components awsx and eks. */
const explicitProviders = ["aws", "kubernetes"];

/**
 * Reads a project's folder and checks all of it, including the rules across stacks.
 *
 * @throws ConfigurationError with every problem of every file.
 */
export function loadProject(folder: string): Project {
  const problems: Problem[] = [];
  const project = readFile(folder, "Pulumi.yaml", projectFile, problems);
  if (project === undefined) {
    throw new ConfigurationError(problems);
  }
  const defaults = Object.fromEntries(
    Object.entries(project.config).map(([key, value]) => [
      qualify(project.name, key),
      defaultOf(value),
    ]),
  );
  // Once for all stacks: the organization grows with every account.
  const defaultTexts = texts(defaults);
  const defaultSecrets = secretKeys(defaults);
  checkDefaultProviders(defaults["pulumi:disable-default-providers"], problems);
  const organizationKey = `${project.name}:organization`;
  const organization = parseOrganization(defaults[organizationKey], problems);
  const stacks: StackFile[] = [];
  const declaredRoles = new Set<unknown>();
  const names = stackNames(folder);
  if (names.length === 0) {
    problems.push({
      path: folder,
      rule: "must contain a Pulumi.<stack>.yaml for each stack",
      found: "none",
      remedy: "add the stack files, or point --cwd at the project's folder",
    });
  }
  for (const name of names) {
    const file = readFile(folder, `Pulumi.${name}.yaml`, stackFile, problems);
    if (file === undefined) {
      continue;
    }
    const own = Object.fromEntries(
      Object.entries(file.config).map(([key, value]) => [qualify(project.name, key), value]),
    );
    if (organizationKey in own) {
      problems.push({
        path: `Pulumi.${name}.yaml: organization`,
        rule: "must not be set in a stack file: it would replace the whole organization for this stack only",
        found: show(own[organizationKey]),
        remedy: "move it to config.organization of Pulumi.yaml",
      });
    }
    declaredRoles.add(own[`${project.name}:role`]);
    const secretConfigKeys = [...defaultSecrets.filter((key) => !(key in own)), ...secretKeys(own)];
    const stack = parseStack(
      name,
      plainValues(project.name, own, secretConfigKeys),
      organization,
      problems,
    );
    if (stack) {
      const config = { ...defaultTexts, ...texts(own) };
      stacks.push({ ...stack, config, secretConfigKeys });
    }
  }
  if (organization) {
    checkCompany(organization, stacks, declaredRoles, problems);
    problems.push(...packingProblems(organization));
  }
  if (problems.length > 0 || organization === undefined) {
    throw new ConfigurationError(problems);
  }
  return { name: project.name, organization, stacks: inDeploymentOrder(stacks) };
}

/** Checks that default providers are disabled. Mocks do not enforce this: the rule explicit-provider finds violations. */
function checkDefaultProviders(value: unknown, problems: Problem[]): void {
  const off: unknown[] = Array.isArray(value) ? value : [];
  if (off.includes("*") || !explicitProviders.every((name) => off.includes(name))) {
    problems.push({
      path: "Pulumi.yaml: config.pulumi:disable-default-providers",
      rule: `must disable the default providers of ${explicitProviders.join(" and ")}, but not all ("*")`,
      found: show(value),
      remedy: `write value: [${explicitProviders.join(", ")}]: without it a resource can be created in the wrong account`,
    });
  }
}

/** Sorts stacks by wave, within a wave in the order of the role table, then by name. */
function inDeploymentOrder(stacks: readonly StackFile[]): StackFile[] {
  const sorted = [...stacks].sort(
    (left, right) =>
      roleNames.indexOf(left.role) - roleNames.indexOf(right.role) ||
      left.stack.localeCompare(right.stack),
  );
  return waves(sorted).flat();
}

/** Names of the stacks that have a file, `Pulumi.<stack>.yaml`. */
function stackNames(folder: string): string[] {
  return readdirSync(folder)
    .map((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1])
    .filter((name) => name !== undefined)
    .sort();
}

function readFile<T extends z.ZodType>(
  folder: string,
  name: string,
  schema: T,
  problems: Problem[],
): z.output<T> | undefined {
  let content: unknown;
  try {
    content = yaml.parse(readFileSync(join(folder, name), "utf8"));
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    problems.push({
      path: join(folder, name),
      rule: "must be a readable YAML file",
      found: cause.split("\n")[0] ?? cause,
      remedy: "correct the file, or point --cwd at the project's folder",
    });
    return undefined;
  }
  return parse(schema, content, `${name}: `, problems);
}

/** Adds the project's namespace to a key that has none. */
function qualify(project: string, key: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

/** Value of a key in `Pulumi.yaml`: typed declarations have it in `default`, plain ones in `value`. */
function defaultOf(declared: unknown): unknown {
  if (typeof declared === "object" && declared !== null) {
    const { default: fallback, value } = declared as { default?: unknown; value?: unknown };
    return fallback ?? value ?? declared;
  }
  return declared;
}

function secretKeys(values: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(values).filter((key) => holdsSecret(values[key]));
}

function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  return "secure" in value || Object.values(value).some(holdsSecret);
}

function texts(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, configText(value)]));
}

/** The engine passes objects as JSON text. Encrypted values cannot be decrypted offline: their encrypted text replaces them. */
function configText(value: unknown): string {
  const plain = unseal(value);
  return typeof plain === "string" ? plain : JSON.stringify(plain);
}

function unseal(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if ("secure" in value) {
    return value.secure;
  }
  if (Array.isArray(value)) {
    return value.map(unseal);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unseal(item)]));
}

function plainValues(
  project: string,
  own: Readonly<Record<string, unknown>>,
  secretConfigKeys: readonly string[],
): Record<string, unknown> {
  const prefix = `${project}:`;
  return Object.fromEntries(
    Object.entries(own)
      .filter(([key]) => key.startsWith(prefix) && key !== `${prefix}organization`)
      .map(([key, value]) => [
        key.slice(prefix.length),
        secretConfigKeys.includes(key) ? SECRET : value,
      ]),
  );
}
