import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { regionsWithout } from "../../stacks/guardrails";
import { guardrailsMarkdown } from "../output/guardrails";

export interface DocsCommandOptions {
  /** Writes nothing; a page that differs from the code fails the command. @default false */
  readonly check?: boolean;
}

/** Pages that are generated from code, with the function that renders each. */
const pages: Readonly<Record<string, () => string>> = {
  "docs/guardrails.md": () => guardrailsMarkdown(regionsWithout),
};

/**
 * Writes the generated pages, and prints for each whether it has changed.
 *
 * @param folder Folder of the project, where `docs` is.
 * @returns The exit code: 1 when `check` is set and a page differs.
 */
export function docsCommand(folder: string, { check = false }: DocsCommandOptions = {}): 0 | 1 {
  const changed = Object.entries(pages).filter(([page, render]) => {
    const text = render();
    const isChanged = text !== textOf(join(folder, page));
    if (isChanged && !check) {
      writeFileSync(join(folder, page), text);
    }
    const difference = check ? "differs from the code; run npm run docs" : "changed, written";
    console.log(`${page}: ${isChanged ? difference : "unchanged"}`);
    return isChanged;
  });
  return check && changed.length > 0 ? 1 : 0;
}

/** Text of a page; `undefined` when it does not exist. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
