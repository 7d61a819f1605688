import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { checkCompany } from "../../stacks/checks/across-stacks";
import { parseOrganization } from "../../stacks/checks/parse-organization";
import type { Organization } from "../../stacks/company/organization";
import { parse } from "../../stacks/company/parse";
import { ConfigurationError, nearest, type Problem, show } from "../../stacks/company/problems";
import { parseStack } from "../../stacks/checks/stack";
import type { StackConfiguration } from "../../stacks/checks/stack-configuration";
import {
  explicitProviders,
  ignoredKeys,
  refuseMisspeltNamespaces,
  refuseSharedKeys,
} from "../../stacks/checks/config-keys";
import { packingProblems } from "../../stacks/checks/packing";
import { PREVIEW, PREVIEW_VARIABLE } from "../../stacks/company/preview-credentials";
import { roleNames, waves } from "../../stacks/company/roles";
import { holdsUnreadable, soundOr, UNREADABLE, whereSound } from "../../stacks/company/sound";
import { configValue } from "../../stacks/wiring/config-value";
import { cwdOption, npmRun } from "./command";
import { plainValues, projectValues, secretKeys, stackValues, texts } from "./config-texts";
import { checkSettings, nameProblem } from "./project-settings";
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
  /** Paths of configuration keys that neither the program nor the Pulumi engine reads. */
  readonly ignored: readonly string[];
}

const config = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((values) => values ?? {});
/** The keys of `Pulumi.yaml` that a plan uses; `checkSettings` checks the others. */
const projectFile = z.object({
  name: z.string(),
  backend: z.unknown().transform(urlOf),
  config,
});
const stackFile = z.object({ config }).nullable();

/** Contents of a project's files before validation. Parts that cannot be read are `UNREADABLE`. */
export interface ProjectSources {
  readonly name: string;
  /** `backend.url` of `Pulumi.yaml`. */
  readonly backend?: string | undefined;
  /** `config` of `Pulumi.yaml`; `undefined` when it cannot be read. */
  readonly config: Readonly<Record<string, unknown>> | undefined;
  /** `config` of each stack file; `undefined` for a file that cannot be read. */
  readonly stacks: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
}

/**
 * Reads a project's folder and checks all of it, including the rules across stacks.
 *
 * @param home Folder that the files are written into later. @default - the folder that they are in
 * @throws ConfigurationError with every problem of every file.
 */
export function loadProject(folder: string, home = folder): Project {
  const problems: Problem[] = [];
  const project = checkProject(readSources(folder, home, problems), problems, home);
  if (problems.length > 0 || project === undefined) {
    throw new ConfigurationError(problems);
  }
  return project;
}

function readSources(folder: string, home: string, problems: Problem[]): ProjectSources {
  const project = readFile(folder, "Pulumi.yaml", "project", projectFile, problems, (content) => {
    checkSettings(content, home, problems);
  });
  const names = stackNames(folder, problems);
  if (names.length === 0) {
    problems.push({
      path: "Pulumi.<stack>.yaml",
      rule: "must exist for each stack",
      found: "none",
      remedy: `run ${npmRun("init", folder)}, or point --cwd at the project's folder`,
    });
  }
  const stacks = names.map((name) => {
    const file = readFile(folder, `Pulumi.${name}.yaml`, "stack", stackFile, problems);
    return [name, soundOr(undefined, () => (file === null ? {} : file?.config))] as const;
  });
  return {
    name: soundOr(undefined, () => project?.name) ?? namespaceOf(stacks.map(([, own]) => own)),
    backend: soundOr(undefined, () => project?.backend),
    config: soundOr(undefined, () => project?.config),
    stacks: Object.fromEntries(stacks),
  };
}

/** Name of the project by the keys of its stack files: each has a role. */
function namespaceOf(stacks: readonly (object | undefined)[]): string {
  const keys = stacks.flatMap((own) => Object.keys(own ?? {}));
  return keys.find((key) => key.endsWith(":role"))?.replace(/:role$/, "") ?? "";
}

/**
 * Checks all files of a project together. Returns `undefined` when it has a problem.
 *
 * @param folder Folder of the project, for the remedies.
 */
export function checkProject(
  sources: ProjectSources,
  problems: Problem[],
  folder = ".",
): Project | undefined {
  const before = problems.length;
  const config = sources.config ?? {};
  const defaults = projectValues({ name: sources.name, config }, problems);
  // Once for all stacks: the organization grows with every account.
  const defaultTexts = texts(defaults);
  const defaultSecrets = secretKeys(defaults);
  const atProject: (key: string) => string = (key) => `Pulumi.yaml: config.${key}`;
  const declared = stackValues(sources.name, config);
  refuseSharedKeys(sources.name, declared, problems);
  const meant = refuseMisspeltNamespaces(sources.name, declared, atProject, problems);
  const ignored = ignoredKeys(sources.name, declared, atProject);
  if (sources.config !== undefined) {
    const disabled = defaults[DEFAULT_PROVIDERS] ?? meant[DEFAULT_PROVIDERS];
    checkDefaultProviders(disabled, atProject(DEFAULT_PROVIDERS), problems);
  }
  const organizationKey = `${sources.name}:organization`;
  const organizationText = defaultTexts[organizationKey];
  if (organizationText === undefined && sources.config !== undefined) {
    problems.push(missingOrganization(Object.keys(sources.config), folder));
  }
  const organization =
    organizationText === undefined
      ? undefined
      : parseOrganization(configValue(organizationText), problems);
  if (organization) {
    whereSound(() => {
      checkBackend(sources.backend, organization, problems);
    });
  }
  const stacks: StackFile[] = [];
  for (const [name, config] of Object.entries(sources.stacks)) {
    const at = (key: string): string => `Pulumi.${name}.yaml: ${key}`;
    const values = stackValues(sources.name, config ?? {});
    const own = refuseMisspeltNamespaces(sources.name, values, at, problems);
    ignored.push(...ignoredKeys(sources.name, values, at));
    if (DEFAULT_PROVIDERS in own) {
      checkDefaultProviders(own[DEFAULT_PROVIDERS], at(DEFAULT_PROVIDERS), problems);
    }
    if (organizationKey in own) {
      problems.push({
        path: at("organization"),
        rule: "must not be set in a stack file: it would replace the whole organization for this stack only",
        found: show(own[organizationKey]),
        remedy: "move it to config.organization of Pulumi.yaml",
      });
    }
    if (own[`${sources.name}:credentials`] === PREVIEW) {
      problems.push({
        path: at("credentials"),
        rule: "must not be in a file: a deployment would assume a role that can only read",
        found: show(PREVIEW),
        remedy: `remove it (${["pulumi config rm credentials", ...cwdOption(folder), `-s ${name}`].join(" ")}); for a preview set ${PREVIEW_VARIABLE}=${PREVIEW}`,
      });
    }
    const secretConfigKeys = [...defaultSecrets.filter((key) => !(key in own)), ...secretKeys(own)];
    const stack =
      config &&
      parseStack(name, plainValues(sources.name, own, secretConfigKeys), organization, problems);
    if (stack) {
      // Not a copy: parts of a stack with a problem cannot be read.
      stacks.push(
        Object.assign(stack, { config: { ...defaultTexts, ...texts(own) }, secretConfigKeys }),
      );
    }
  }
  const read = stacks.map(({ stack }) => stack);
  const unread = Object.keys(sources.stacks).filter((name) => !read.includes(name));
  checkCompany(organization, stacks, unread, problems);
  const sound = problems.slice(before).every(({ path }) => !path.startsWith("organization"));
  if (organization && sound) {
    whereSound(() => {
      problems.push(...packingProblems(organization));
    });
  }
  return organization && problems.length === before
    ? { name: sources.name, organization, stacks: inDeploymentOrder(stacks), ignored }
    : undefined;
}

/** Problem of a `Pulumi.yaml` without an organization, with the key that was perhaps meant. */
function missingOrganization(keys: readonly string[], folder: string): Problem {
  const misspelt = keys.find((key) => nearest(key, ["organization"]) !== undefined);
  return {
    path: "Pulumi.yaml: config.organization",
    rule: "is required",
    found: misspelt === undefined ? "nothing" : `${misspelt} instead`,
    remedy:
      misspelt === undefined
        ? `run ${npmRun("init", folder)}, or describe the company as docs/getting-started.md shows`
        : `rename ${misspelt} to organization`,
  };
}

const DEFAULT_PROVIDERS = "pulumi:disable-default-providers";

/**
 * Checks that default providers are disabled, but not all: `*` would disable the remote components awsx and eks too. Mocks
 * do not enforce this: the rule explicit-provider finds violations.
 */
function checkDefaultProviders(value: unknown, path: string, problems: Problem[]): void {
  if (holdsUnreadable(value)) {
    return;
  }
  const off: unknown[] = Array.isArray(value) ? value : [];
  if (off.includes("*") || !explicitProviders.every((name) => off.includes(name))) {
    problems.push({
      path,
      rule: `must disable the default providers of ${explicitProviders.join(" and ")}, but not all ("*")`,
      found: show(value),
      remedy: `write value: [${explicitProviders.join(", ")}]: without it a resource can be created in the wrong account`,
    });
  }
}

/** `url` of the key `backend`. */
function urlOf(backend: unknown): string | undefined {
  const url = (backend as { url?: unknown } | null | undefined)?.url;
  return typeof url === "string" ? url : undefined;
}

/** The plain CLI prefers this key to the backend that `pulumi login` chose, and `npm run up` does not read it. */
function checkBackend(
  given: string | undefined,
  { state }: Organization,
  problems: Problem[],
): void {
  if (given !== undefined && given !== state.backend) {
    problems.push({
      path: "Pulumi.yaml: backend.url",
      rule: "must be organization.state.backend: stacks in two backends know nothing of each other",
      found: show(given),
      remedy: `remove it, or write ${state.backend}`,
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

/** Names of the stacks that have a file, `Pulumi.<stack>.yaml`. Refuses names that Pulumi would not read. */
function stackNames(folder: string, problems: Problem[]): string[] {
  const names: string[] = [];
  for (const file of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const [, start, name, end] = /^(pulumi)\.(.+)\.(ya?ml)$/i.exec(file) ?? [];
    if (name !== undefined && start === "Pulumi" && end === "yaml") {
      const problem = nameProblem(file, name);
      if (problem) {
        problems.push(problem);
      } else {
        names.push(name);
      }
    } else if (name !== undefined) {
      problems.push({
        path: file,
        rule: "must be named Pulumi.<stack>.yaml: Pulumi reads no other spelling",
        found: show(file),
        remedy: `rename it to Pulumi.${name}.yaml`,
      });
    }
  }
  return names;
}

function readFile<T extends z.ZodType>(
  folder: string,
  name: string,
  kind: PulumiFile,
  schema: T,
  problems: Problem[],
  checkMore: (content: Readonly<Record<string, unknown>>) => void = () => undefined,
): z.output<T> | undefined {
  let content: unknown;
  try {
    content = readPulumiYaml(readFileSync(join(folder, name), "utf8"), kind);
  } catch (error) {
    if (error instanceof YamlFaultsError) {
      problems.push(
        ...error.faults.map(({ line, ...fault }) => ({ path: `${name}:${line}`, ...fault })),
      );
      content = error.value;
    } else {
      const { code } = error as NodeJS.ErrnoException;
      problems.push({
        path: name,
        rule: "must be a file that can be read",
        found: code === "ENOENT" ? "no such file" : String(code),
        remedy: `there is no readable ${name} in ${folder}: run ${npmRun("init", folder)}, or point --cwd at the project's folder`,
      });
      content = UNREADABLE;
    }
  }
  const file = parse(schema, content, `${name}: `, problems);
  if (typeof content === "object" && content !== null && !Array.isArray(content)) {
    checkMore(content as Readonly<Record<string, unknown>>);
  }
  return file;
}
