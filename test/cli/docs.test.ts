import assert from "node:assert/strict";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { docsCommand, type DocsCommandOptions } from "../../cli/commands/docs";
import { roleNames } from "../../stacks/company/roles";
import { repository } from "../support/plan/planned";

const pages = [
  "docs/guardrails.md",
  "docs/controls.md",
  "docs/schemas/pulumi.schema.json",
  "docs/schemas/stack.schema.json",
  "stacks/company/template.json",
  ...roleNames.map((role) => `docs/roles/${role}.md`),
];
const printed = (state: string): string => pages.map((page) => `${page}: ${state}`).join("\n");

describe("The docs command", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "platform-docs-"));
    pages.forEach((page) => mkdirSync(join(folder, dirname(page)), { recursive: true }));
    for (const role of roleNames) {
      const page = `docs/roles/${role}.md`;
      const text = readFileSync(join(repository, page), "utf8");
      writeFileSync(
        join(folder, page),
        text.replace(/(<!-- changes: [^\n]*-->).*?(?=<!-- \/changes)/s, "$1\n"),
      );
    }
    for (const file of readdirSync(repository).filter((name) => /^Pulumi.*\.yaml$/.test(name))) {
      cpSync(join(repository, file), join(folder, file));
    }
    symlinkSync(join(repository, "index.ts"), join(folder, "index.ts"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs the command; returns its exit code and what it has printed. */
  function docs(options?: DocsCommandOptions) {
    const lines: string[] = [];
    const { log } = console;
    console.log = (line: string) => lines.push(line);
    try {
      return { code: docsCommand(folder, options), printed: lines.join("\n") };
    } finally {
      console.log = log;
    }
  }

  it("prints each page, and whether it has changed", () => {
    assert.deepEqual(docs(), { code: 0, printed: printed("changed, written") });
    const texts = pages.map((page) => readFileSync(join(folder, page), "utf8"));
    assert.deepEqual(docs(), { code: 0, printed: printed("unchanged") });
    assert.deepEqual(
      pages.map((page) => readFileSync(join(folder, page), "utf8")),
      texts,
    );
  });

  it("fails a check when a page differs, and does not write it", () => {
    const differs = "differs from the code; run npm run docs";
    assert.deepEqual(docs({ check: true }), { code: 1, printed: printed(differs) });
    docs();
    assert.deepEqual(docs({ check: true }), { code: 0, printed: printed("unchanged") });
    for (const page of pages) {
      const text = readFileSync(join(folder, page), "utf8");
      // Of a role's page, only the part between the marks is generated.
      writeFileSync(
        join(folder, page),
        text.replace(/(?=<!-- \/changes -->)|$/, "edited by hand\n"),
      );
      const { code, printed: lines } = docs({ check: true });
      assert.equal(code, 1);
      assert.ok(lines.includes(`${page}: ${differs}`), lines);
      assert.match(readFileSync(join(folder, page), "utf8"), /edited by hand\n/);
      docs();
    }
  });
});
