/** Keys of `Pulumi.yaml` other than `config`: what the Pulumi CLI would do with them must be what the plan assumes. */
import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import * as z from "zod";
import { parse } from "../../stacks/company/parse";
import { holdsUnreadable } from "../../stacks/company/sound";
import { didYouMean, nearest, type Problem, show } from "../../stacks/company/problems";

/** Names that the CLI accepts for a project or a stack. */
const NAME = /^[A-Za-z0-9_.-]{1,100}$/;

/** Folder of this repository. */
export const repositoryFolder = join(__dirname, "..", "..");

/** The only runtime that starts the program: Node.js, which reads TypeScript with tsx. */
export const runtime = {
  name: "nodejs",
  options: { typescript: false, nodeargs: "--import tsx" },
} as const;

const runtimeSchema = z
  .strictObject({
    name: z.literal(runtime.name).describe("Node.js runs the program."),
    options: z
      .strictObject({
        typescript: z
          .literal(runtime.options.typescript)
          .describe("Pulumi's own reader of TypeScript is off: tsx reads it."),
        nodeargs: z
          .string()
          .regex(/(?:^|\s)--import[\s=]tsx(?:\s|$)/)
          .describe("Options of Node.js; --import tsx must be among them."),
        packagemanager: z.literal("npm").describe("package-lock.json is npm's.").optional(),
      })
      .describe("How Node.js starts the program."),
  })
  .describe("How the Pulumi CLI starts the program.");

/** A text for people. */
function note(about: string): z.ZodType {
  return z.string().nullish().describe(about);
}

/** Shapes of keys that the CLI refuses in another shape. */
const shapes = {
  description: note("About the project."),
  author: note("Author of the project."),
  website: note("Page about the project."),
  license: note("License of the project."),
  main: z.string().nullish(),
  backend: z
    .strictObject({
      url: z.string().describe("Address, equal to organization.state.backend.").optional(),
    })
    .nullish()
    .describe("State backend of the plain CLI."),
  options: z
    .strictObject({
      refresh: z.literal("always").describe("Refreshes the state before each run.").optional(),
    })
    .nullish()
    .describe("Options of each run."),
};

/** Keys that the CLI reads and this program refuses, with the reason. */
export const refusedKeys: Readonly<Record<string, string>> = {
  stackConfigDir: "the stack files must be beside Pulumi.yaml: the plan reads them there",
  packages: "the program's packages are those of package.json",
  plugins: "the plan would describe other providers than those that run",
  template: "a company's project is no template for others",
  requiredPulumiVersion: "package.json sets the version, and scripts/pulumi-cli finds such a CLI",
};

/** Keys that change nothing in what is planned and deployed, with the reason. */
export const ineffectiveKeys: Readonly<Record<string, string>> = {
  description: "a text for people",
  author: "a text for people",
  website: "a text for people",
  license: "a text for people",
  options: "a refresh before each run changes the state, not what the program creates",
};

/** Keys of the file for its JSON Schema, with everything that `checkSettings` checks of their shape. */
export const settingsShape = {
  ...shapes,
  name: z.string().regex(NAME).describe("Name of the project, in every URN."),
  runtime: runtimeSchema,
  main: z.string().describe("Path of index.ts of this repository, seen from this file."),
  ...Object.fromEntries(
    Object.entries(refusedKeys).map(([key, reason]) => [
      key,
      z.never().describe(reason).optional(),
    ]),
  ),
};

/** Keys whose values are checked: here, and `config` and `backend` with the organization. */
const checkedKeys = ["name", "runtime", "main", "config", "backend"];

/** Every key that the CLI reads, except those that are refused. */
export const allowedKeys = [...checkedKeys, ...Object.keys(ineffectiveKeys)];

/** `main` of a project in a folder: the program of this repository, seen from there. */
export function mainOf(folder: string): string {
  const program = realpathSync(join(repositoryFolder, "index.ts"));
  return relative(realFolder(folder), program).split(sep).join("/");
}

/** The folder without symbolic links; its last parts may not exist yet. */
function realFolder(folder: string): string {
  return existsSync(folder)
    ? realpathSync(folder)
    : join(realFolder(dirname(folder)), folder.slice(dirname(folder).length));
}

/** Problem of a project or a stack whose name the CLI does not accept. */
export function nameProblem(path: string, name: string): Problem | undefined {
  return NAME.test(name)
    ? undefined
    : {
        path,
        rule: "the name must be at most 100 letters, digits, hyphens, underscores and periods: Pulumi accepts no other",
        found: show(name),
        remedy: "rename it",
      };
}

/**
 * Checks the keys of `Pulumi.yaml` whose values the plan does not use.
 *
 * @param folder Folder that the file is in, or is written into later.
 */
export function checkSettings(
  settings: Readonly<Record<string, unknown>>,
  folder: string,
  problems: Problem[],
): void {
  parse(z.looseObject(shapes), settings, "Pulumi.yaml: ", problems);
  // What a misspelt key or a part with a fault of YAML means is not known.
  const unknown = new Set<string>();
  for (const [key, value] of Object.entries(settings)) {
    const path = `Pulumi.yaml: ${key}`;
    const reason = refusedKeys[key];
    const meant = allowedKeys.includes(key) ? undefined : nearest(key, allowedKeys);
    if (holdsUnreadable(value)) {
      unknown.add(key);
    } else if (reason !== undefined) {
      const rule = `must not be set: ${reason}`;
      problems.push({ path, rule, found: show(value), remedy: "remove it" });
    } else if (meant !== undefined) {
      const remedy = didYouMean(key, allowedKeys);
      problems.push({ path, rule: "unknown key", found: show(value), remedy });
      unknown.add(meant);
    }
  }
  const { name, main, runtime: given } = settings;
  const misnamed =
    typeof name === "string" && !unknown.has("name")
      ? nameProblem("Pulumi.yaml: name", name)
      : undefined;
  if (misnamed) {
    problems.push(misnamed);
  }
  if (!unknown.has("runtime")) {
    checkRuntime(given, problems);
  }
  const isText = typeof main === "string";
  if (
    !unknown.has("main") &&
    (isText ? !isProgram(main, folder) : (main ?? undefined) === undefined)
  ) {
    problems.push({
      path: "Pulumi.yaml: main",
      rule: "must be index.ts of this repository: the plan runs this program",
      found: show(main ?? undefined),
      remedy: `write main: ${mainOf(folder)}`,
    });
  }
}

function isProgram(main: string, folder: string): boolean {
  const file = resolve(realFolder(folder), main);
  return (
    existsSync(file) && realpathSync(file) === realpathSync(join(repositoryFolder, "index.ts"))
  );
}

function checkRuntime(given: unknown, problems: Problem[]): void {
  if (!runtimeSchema.safeParse(given).success) {
    problems.push({
      path: "Pulumi.yaml: runtime",
      rule: "must start the program with Node.js and tsx",
      found: show(given ?? undefined),
      remedy: `write runtime: ${JSON.stringify(runtime)}`,
    });
  }
}
