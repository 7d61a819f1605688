import { companyOf } from "./company";
import { projectOf } from "./project-file";
import type { Answers } from "./questions";
import { stackFilesOf } from "./stack-files";
import { yamlText } from "./yaml-text";

/**
 * Name and text of every file of a company. A missing answer leaves its key out, which the configuration's schemas report.
 *
 * @param kept Paths of answers that are the same as in the template. @default - none
 */
export function filesOf(answers: Answers, kept: readonly string[] = []): Map<string, string> {
  const company = companyOf(answers);
  const files: readonly [string, string][] = [
    ["Pulumi.yaml", yamlText(projectOf(company, kept))],
    ...stackFilesOf(company),
  ];
  return new Map(files.map(([name, text]) => [name, `${schemaLine(name)}\n${text}`]));
}

/** Comment by which editors find the JSON Schema of a file. */
function schemaLine(name: string): string {
  const schema = name === "Pulumi.yaml" ? "pulumi" : "stack";
  return `# yaml-language-server: $schema=docs/schemas/${schema}.schema.json`;
}
