import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { templateOf } from "../../stacks/checks/template-facts";
import template from "../../stacks/company/template.json";
import { roleNames } from "../../stacks/company/roles";
import { regionsWithout } from "../../stacks/guardrails";
import { loadProject } from "../planner/project";
import { rolePage } from "../output/change-effects";
import { controlsMarkdown } from "../output/controls";
import { guardrailsMarkdown } from "../output/guardrails";
import { projectJsonSchema, stackJsonSchema } from "../output/json-schemas";

export interface DocsCommandOptions {
  /** Writes nothing; a page that differs from the code fails the command. @default false */
  readonly check?: boolean;
}

/** Files that are generated, with the function that renders each from the code and the project's folder. */
const pages: Readonly<Record<string, (folder: string) => string>> = {
  "docs/guardrails.md": () => guardrailsMarkdown(regionsWithout),
  "docs/controls.md": controlsMarkdown,
  "docs/schemas/pulumi.schema.json": projectJsonSchema,
  "docs/schemas/stack.schema.json": stackJsonSchema,
  "stacks/company/template.json": templateJson,
  ...Object.fromEntries(
    roleNames.map((role) => [`docs/roles/${role}.md`, (folder: string) => rolePage(folder, role)]),
  ),
};

/**
 * Writes the generated pages, and prints for each whether it has changed.
 *
 * @param folder Folder of the project, where `docs` is.
 * @returns The exit code: 1 when `check` is set and a page differs.
 */
export function docsCommand(folder: string, { check = false }: DocsCommandOptions = {}): 0 | 1 {
  const changed = Object.entries(pages).filter(([page, render]) => {
    const text = render(folder);
    const isChanged = text !== textOf(join(folder, page));
    if (isChanged && !check) {
      mkdirSync(dirname(join(folder, page)), { recursive: true });
      writeFileSync(join(folder, page), text);
    }
    const difference = check ? "differs from the code; run npm run docs" : "changed, written";
    console.log(`${page}: ${isChanged ? difference : "unchanged"}`);
    return isChanged;
  });
  return check && changed.length > 0 ? 1 : 0;
}

/** The facts of the example company. In the folder of another company, the file keeps its content. */
function templateJson(folder: string): string {
  const { organization, stacks } = loadProject(folder);
  const isExample = template["organization.name"].includes(organization.name);
  const facts = isExample ? templateOf(organization, stacks) : template;
  return `${JSON.stringify(facts, undefined, 2)}\n`;
}

/** Text of a page; `undefined` when it does not exist. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
