import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { docsCommand, type DocsCommandOptions } from "../../cli/commands/docs";

const page = "docs/guardrails.md";

describe("The docs command", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "platform-docs-"));
    mkdirSync(join(folder, "docs"));
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
    assert.deepEqual(docs(), { code: 0, printed: `${page}: changed, written` });
    const text = readFileSync(join(folder, page), "utf8");
    assert.match(text, /^# /);
    assert.deepEqual(docs(), { code: 0, printed: `${page}: unchanged` });
    assert.equal(readFileSync(join(folder, page), "utf8"), text);
  });

  it("fails a check when a page differs, and does not write it", () => {
    const differs = { code: 1, printed: `${page}: differs from the code; run npm run docs` };
    assert.deepEqual(docs({ check: true }), differs);
    docs();
    assert.deepEqual(docs({ check: true }), { code: 0, printed: `${page}: unchanged` });
    appendFileSync(join(folder, page), "edited by hand\n");
    assert.deepEqual(docs({ check: true }), differs);
    assert.match(readFileSync(join(folder, page), "utf8"), /edited by hand\n$/);
  });
});
