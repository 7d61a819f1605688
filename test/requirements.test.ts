import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { guardrails } from "../policy-pack/guardrails";
import { hasStatements } from "./iam/alone";
import { repository } from "./support/plan/planned";

const ROW = /\b(?:r\d\.\d+|[ABS]\d+)\b/g;

/** Rows of docs/requirements.md by id, with where they are built. */
function table(): Map<string, string> {
  const text = readFileSync(join(repository, "docs/requirements.md"), "utf8");
  return new Map(
    [...text.matchAll(/^\| (\S+) +\| .* \| (.+?) +\|$/gm)]
      .filter(([, id = ""]) => id.match(ROW))
      .map(([, id = "", where = ""]) => [id, where]),
  );
}

/** Rows that tests name in brackets in their titles; those of guardrails are named through their requirements. */
function named(): Set<string> {
  const rows = new Set(
    guardrails
      .filter((guardrail) => hasStatements(guardrail) || !("none" in guardrail.preview))
      .flatMap(({ about }) => about.requirements),
  );
  const files = readdirSync(join(repository, "test"), { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => name.endsWith(".test.ts"))) {
    const text = readFileSync(join(repository, "test", file), "utf8");
    for (const [, title = ""] of text.matchAll(/\b(?:it|describe)\(\s*["'`](.*?)["'`],/gs)) {
      for (const [, bracket = ""] of title.matchAll(/\[([^\]]*)\]/g)) {
        (bracket.match(ROW) ?? []).forEach((row) => rows.add(row));
      }
    }
  }
  return rows;
}

describe("docs/requirements.md", () => {
  it("marks a row as built only when a test names it", () => {
    const rows = named();
    const untested = [...table()].filter(([id, where]) => where !== "later" && !rows.has(id));
    assert.deepEqual(untested, []);
  });

  it("lists every row that a test names", () => {
    const listed = table();
    assert.ok(listed.size > 70);
    const missing = [...named()].filter((id) => (listed.get(id) ?? "later") === "later");
    assert.deepEqual(missing.sort(), []);
  });
});
