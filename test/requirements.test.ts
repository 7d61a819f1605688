import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { guardrails } from "../policy-pack/guardrails";
import { hasStatements } from "./iam/alone";
import { repository } from "./support/plan/planned";
import { nouns, ROW, rowStates } from "./support/requirements";

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
  it("contains as built, whole or in part, only rows that a test names", () => {
    const rows = named();
    const untested = [...rowStates()].filter(([row, state]) => state !== "later" && !rows.has(row));
    assert.deepEqual(untested, []);
  });

  it("lists every row that a test names, and none of them is entirely later", () => {
    const listed = rowStates();
    assert.ok(listed.size > 70, `found ${listed.size} rows`);
    const missing = [...named()].filter((row) => (listed.get(row) ?? "later") === "later");
    assert.deepEqual(missing.sort(), []);
  });

  it("has each line once", () => {
    const lines = nouns().map(({ row, noun }) => `${row} ${noun}`);
    const repeated = lines.filter((line, index) => lines.indexOf(line) !== index);
    assert.deepEqual(repeated, []);
  });
});
