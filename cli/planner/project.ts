import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import * as z from "zod";
import { checkCompany } from "../../stacks/configuration/company";
import { type Organization, parseOrganization } from "../../stacks/configuration/organization";
import { ConfigurationError, type Problem, show } from "../../stacks/configuration/problems";
import { parseStack, SECRET, type StackConfiguration } from "../../stacks/configuration/stack";
import { roleNames, waves } from "../../stacks/roles";

/** One stack's configuration as the engine hands it to the program. */
export interface StackFile extends StackConfiguration {
  /** Values by full key, objects as JSON text. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretConfigKeys: readonly string[];
}

/** A Pulumi project with all its stacks, as its files say. */
export interface Project {
  readonly name: string;
  readonly organization: Organization;
  /** In deployment order. */
  readonly stacks: readonly StackFile[];
}

const projectFile = z.object({
  name: z.string(),
  config: z.record(z.string(), z.unknown()).default({}),
});
const stackFile = z.object({ config: z.record(z.string(), z.unknown()).default({}) }).nullable();

/**
 * Reads a project's folder and checks all of it, the rules across stacks included.
 *
 * @throws ConfigurationError with every problem of every file.
 */
export function loadProject(folder: string): Project {
  const problems: Problem[] = [];
  const project = projectFile.parse(readYaml(join(folder, "Pulumi.yaml"), problems) ?? {});
  const defaults = Object.fromEntries(
    Object.entries(project.config).map(([key, value]) => [
      qualify(project.name, key),
      defaultOf(value),
    ]),
  );
  const organizationKey = `${project.name}:organization`;
  const organization = parseOrganization(defaults[organizationKey], problems);
  const stacks: StackFile[] = [];
  const declaredRoles = new Set<unknown>();
  for (const name of stackNames(folder)) {
    const file = stackFile.parse(readYaml(join(folder, `Pulumi.${name}.yaml`), problems) ?? null);
    const own = Object.fromEntries(
      Object.entries(file?.config ?? {}).map(([key, value]) => [qualify(project.name, key), value]),
    );
    if (organizationKey in own) {
      problems.push({
        path: `Pulumi.${name}.yaml: organization`,
        rule: "must not stand in a stack file: there it replaces the whole organization for this stack alone",
        found: show(own[organizationKey]),
        remedy: "move it to config.organization of Pulumi.yaml",
      });
    }
    declaredRoles.add(own[`${project.name}:role`]);
    const values = { ...defaults, ...own };
    const secretConfigKeys = Object.keys(values).filter((key) => holdsSecret(values[key]));
    const stack = parseStack(
      name,
      plainValues(project.name, own, secretConfigKeys),
      organization,
      problems,
    );
    if (stack) {
      const config = Object.fromEntries(
        Object.entries(values).map(([key, value]) => [key, configText(value)]),
      );
      stacks.push({ ...stack, config, secretConfigKeys });
    }
  }
  if (organization) {
    checkCompany(organization, stacks, declaredRoles, problems);
  }
  if (problems.length > 0 || organization === undefined) {
    throw new ConfigurationError(problems);
  }
  return { name: project.name, organization, stacks: inDeploymentOrder(stacks) };
}

/** Wave by wave; within a wave in the order of the role table, then by name. */
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

function readYaml(path: string, problems: Problem[]): unknown {
  try {
    return yaml.parse(readFileSync(path, "utf8"));
  } catch (error) {
    problems.push({
      path,
      rule: "must be a readable YAML file",
      found: error instanceof Error ? error.message : String(error),
      remedy: "correct the file, or point --cwd at a project's folder",
    });
    return undefined;
  }
}

/** Keys without a namespace belong to the project. */
function qualify(project: string, key: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

/** Value of a key in `Pulumi.yaml`: typed declarations hold it in `default`, plain ones in `value`. */
function defaultOf(declared: unknown): unknown {
  if (typeof declared === "object" && declared !== null) {
    const { default: fallback, value } = declared as { default?: unknown; value?: unknown };
    return fallback ?? value ?? declared;
  }
  return declared;
}

function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  return "secure" in value || Object.values(value).some(holdsSecret);
}

/** The engine passes objects as JSON text. Encrypted values cannot be decrypted offline: their text stands for them. */
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
