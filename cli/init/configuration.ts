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
  return new Map([["Pulumi.yaml", yamlText(projectOf(company, kept))], ...stackFilesOf(company)]);
}
