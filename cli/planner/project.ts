import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { checkCompany } from "../../stacks/checks/across-stacks";
import { parseOrganization } from "../../stacks/checks/parse-organization";
import type { Organization } from "../../stacks/company/organization";
import { ConfigurationError, parse, type Problem, show } from "../../stacks/company/problems";
import { parseStack, type StackConfiguration } from "../../stacks/checks/stack";
import { packingProblems } from "../../stacks/checks/packing";
import { roleNames, waves } from "../../stacks/company/roles";
import { configValue } from "../../stacks/wiring/config-value";
import { plainValues, projectValues, secretKeys, stackValues, texts } from "./config-texts";
import { type PulumiFile, readPulumiYaml, YamlFaultsError } from "./pulumi-yaml";

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
  const project = readFile(folder, "Pulumi.yaml", "project", projectFile, problems);
  if (project === undefined) {
    throw new ConfigurationError(problems);
  }
  const defaults = projectValues(project, problems);
  // Once for all stacks: the organization grows with every account.
  const defaultTexts = texts(defaults);
  const defaultSecrets = secretKeys(defaults);
  checkDefaultProviders(defaults["pulumi:disable-default-providers"], problems);
  const organizationKey = `${project.name}:organization`;
  const organizationText = defaultTexts[organizationKey];
  const organization = parseOrganization(
    organizationText === undefined ? undefined : configValue(organizationText),
    problems,
  );
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
    const file = readFile(folder, `Pulumi.${name}.yaml`, "stack", stackFile, problems);
    if (file === undefined) {
      continue;
    }
    const own = stackValues(project.name, file.config);
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
  kind: PulumiFile,
  schema: T,
  problems: Problem[],
): z.output<T> | undefined {
  let content: unknown;
  try {
    content = readPulumiYaml(readFileSync(join(folder, name), "utf8"), kind);
  } catch (error) {
    if (error instanceof YamlFaultsError) {
      problems.push(
        ...error.faults.map(({ line, ...fault }) => ({ path: `${name}:${line}`, ...fault })),
      );
    } else {
      const { code } = error as NodeJS.ErrnoException;
      problems.push({
        path: join(folder, name),
        rule: "must be a file that can be read",
        found: code === "ENOENT" ? "no such file" : String(error),
        remedy: "go to the project's folder, or point --cwd at it",
      });
    }
    return undefined;
  }
  return parse(schema, content, `${name}: `, problems);
}
