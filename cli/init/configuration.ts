import { dirname, join } from "node:path";
import { mainOf } from "../planner/project-settings";
import { companyOf } from "./company";
import { projectOf } from "./project-file";
import type { Answers } from "./questions";
import { stackFilesOf } from "./stack-files";
import { yamlText } from "./yaml-text";

/**
 * Name and text of every file of a company. A missing answer leaves its key out, which the configuration's schemas report.
 *
 * @param folder Folder of the files: they name the program and its schemas as seen from there.
 * @param kept Paths of answers that are the same as in the template. @default - none
 */
export function filesOf(
  answers: Answers,
  folder: string,
  kept: readonly string[] = [],
): Map<string, string> {
  const main = mainOf(folder);
  const company = companyOf(answers);
  const files: readonly [string, string][] = [
    ["Pulumi.yaml", yamlText(projectOf(company, main, kept))],
    ...stackFilesOf(company),
  ];
  return new Map(files.map(([name, text]) => [name, `${schemaLine(name, main)}\n${text}`]));
}

/** Comment by which editors find the JSON Schema of a file. */
function schemaLine(name: string, main: string): string {
  const schema = name === "Pulumi.yaml" ? "pulumi" : "stack";
  return `# yaml-language-server: $schema=${join(dirname(main), "docs/schemas", `${schema}.schema.json`)}`;
}
