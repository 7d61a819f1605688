import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { regionsWithout } from "../../stacks/guardrails";
import { guardrailsMarkdown } from "../output/guardrails";

/** Writes the pages that are made from code. */
export function docsCommand(folder: string): void {
  writeFileSync(join(folder, "docs/guardrails.md"), guardrailsMarkdown(regionsWithout));
}
